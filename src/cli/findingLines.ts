// Findings as lines for people.
import { countOf } from '../export/findings/count';
import { rules } from '../export/findings/rules';
import type { Finding, Findings, Severity } from '../model/finding';
import { placeLine } from './placeLine';
import { counted } from './terminal';

/** So many places of a rule are listed for people. JSON has more. */
const listedAtMost = 20;

type Line = readonly [name: string, value: string];

/** `2 errors, 1 warning`, and each rule with its count. Nothing where nothing was found. */
export function findingLines(findings: Findings): Line[] {
  if (findings.counts.length === 0) return [];
  return [
    ['findings', sumText(findings)],
    ...findings.counts.map(({ rule, severity, count }): Line => {
      const title = rules.find(({ name }) => name === rule)?.title();
      return [
        '',
        `${severity} · ${rule}: ${title === undefined ? '' : `${title}: `}${count.toLocaleString('en-US')}`,
      ];
    }),
  ];
}

/** `2 errors, 1 warning, 0 hints` */
export function sumText(findings: Findings): string {
  const of = (severity: Severity, noun: string) => counted(countOf(findings, severity), noun);
  return `${of('error', 'error')}, ${of('warning', 'warning')}, ${of('information', 'hint')}`;
}

/** One line a place, the first ones of each rule and column. @param file of those that do not name theirs */
export function placeLines({ findings, counts }: Findings, file: string): string[] {
  const told = new Map<string, number>();
  const lines = findings.flatMap((finding) => {
    const count = told.get(finding.rule) ?? 0;
    told.set(finding.rule, count + 1);
    return count < listedAtMost ? [placeText(finding, file)] : [];
  });
  const more = counts.flatMap(({ rule, count }) =>
    count > listedAtMost ? [`${rule}: and ${(count - listedAtMost).toLocaleString('en-US')} more`] : [],
  );
  return [...lines, ...more];
}

function placeText({ rule, severity, message, file, header, ...place }: Finding, only: string): string {
  const about = header === undefined ? '' : `${header}: `;
  return placeLine(file ?? only, place, severity, `${about}${message} (${rule})`);
}
