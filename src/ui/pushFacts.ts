// The facts about an export that a person is told before it is pushed, one a line.
import { posix } from 'node:path';
import { l10n, workspace } from 'vscode';
import { manifestKeyPattern } from '../delivery/manifest';
import { inspectedRecords } from '../export/columns';
import { s3Uri } from '../model/bucketName';
import type { Plan } from '../model/plan';
import { bytesOf, type Totals } from '../model/receipt';
import { droppedText } from './droppedText';
import { findingsText } from './findingsText';
import { keysText } from './keysText';
import { countText, recordsText, rowsText, sizeText } from './localFigures';
import { formatName } from './pickSegment';
import type { PreparedExport } from './prepareExport';
import type { PreparedPush } from './pushPrepare';
import { sinceLastTexts } from './sinceLastText';
import { sourceFiles, type Subject } from './subject';

/** More addresses would push the rest out of sight. */
const keysShown = 3;
const columnsShown = 5;

export function factsOf(prepared: PreparedPush): string[] {
  const { subject, destination, totals, planned } = prepared;
  const { plan } = planned;
  return [
    ...addresses(prepared),
    ...manifestText(prepared),
    figures(plan, totals),
    ...readText(totals),
    ...scheduleText(subject),
    ...sinceLastTexts(prepared),
    keysText(prepared),
    ...otherDestination(subject, destination.id),
    ...contentFacts(prepared),
  ];
}

/** Those of an export that goes nowhere. */
export function localFactsOf(prepared: PreparedExport): string[] {
  const { plan } = prepared.planned;
  return [figures(plan, prepared.totals), ...readText(prepared.totals), ...contentFacts(prepared)];
}

function contentFacts(prepared: PreparedExport): string[] {
  const { subject, planned, totals } = prepared;
  return [
    ...replacementTexts(planned.plan),
    ...unmappedText(totals.unmappedValues),
    ...withoutKeyText(totals.rowsWithoutKey),
    ...emptyColumnsText(totals.emptyColumns),
    ...corruptingText(totals.corruptingValues),
    ...formulaText(totals.formulas),
    ...findingsFact(prepared),
    ...unsavedTexts(subject),
  ];
}

function addresses({ destination, totals, targets }: PreparedPush): string[] {
  const uris = totals.files.map(({ key }, index) => s3Uri(destination.bucket, targets[index]?.key ?? key));
  const more = uris.length - keysShown;
  return [...uris.slice(0, keysShown), ...(more > 0 ? [l10n.t('and {0} more', countText(more))] : [])];
}

/** Its name has the id of the run, which nobody knows before. */
function manifestText({ destination: { id, bucket, object }, planned }: PreparedPush): string[] {
  if (!object.manifest) return [];
  const key = manifestKeyPattern(planned.plan.key, id, l10n.t('<run id>'));
  return [l10n.t('and a manifest: {0}', s3Uri(bucket, key))];
}

function figures(plan: Plan, totals: Totals): string {
  const { files, rowsWritten } = totals;
  const fileCount = files.length > 1 ? [l10n.t('{0} files', countText(files.length))] : [];
  return [rowsText(rowsWritten), sizeText(bytesOf(totals)), ...fileCount, formatName(plan.format)].join(
    ' · ',
  );
}

/** What was read is told where it is not what is written. */
function readText(totals: Totals): string[] {
  const dropped = droppedText(totals);
  if (dropped === undefined) return [];
  return [l10n.t('{0} read · {1}', recordsText(totals.rowsRead), dropped)];
}

/** Whoever wants a scheduled run now would wait in vain for the next one's changes. */
function scheduleText({ definition }: Subject): string[] {
  if (!definition?.schedule) return [];
  return [l10n.t('In full and apart from the schedule, whose runs stay as they are.')];
}

/** The row of the tree that the push was started from counts, whatever the definition says. */
function otherDestination({ definition }: Subject, id: string): string[] {
  const named = definition?.destination;
  if (named === undefined || named === id) return [];
  return [l10n.t('The export definition names another destination: {0}.', named)];
}

function replacementTexts({ replacements }: Plan): string[] {
  return replacements.map(({ macro, value, written }) =>
    l10n.t(
      '%{0}% stands in the address as "{2}": "{1}" has what an address should not have.',
      macro,
      value,
      written,
    ),
  );
}

function unmappedText(values: number): string[] {
  if (values === 0) return [];
  const records = countText(inspectedRecords);
  if (values === 1) {
    return [
      l10n.t('1 value is at a path that the first {0} records do not have; it is in no column.', records),
    ];
  }
  return [
    l10n.t(
      '{0} values are at paths that the first {1} records do not have; they are in no column.',
      countText(values),
      records,
    ),
  ];
}

function withoutKeyText(records: number): string[] {
  if (records === 0) return [];
  return [
    l10n.t(
      '{0} without a value in any deduplication key: written, whatever else they are.',
      recordsText(records),
    ),
  ];
}

/** Of a misspelt path nothing else is seen. */
function emptyColumnsText(headers: readonly string[]): string[] {
  if (headers.length === 0) return [];
  const shown = headers.slice(0, columnsShown).join(', ');
  const more = headers.length - columnsShown;
  const names = more > 0 ? l10n.t('{0} and {1} more', shown, countText(more)) : shown;
  return [l10n.t('No row has a value in: {0}.', names)];
}

function corruptingText(values: number): string[] {
  if (values === 0) return [];
  return [
    values === 1
      ? l10n.t('1 value breaks its row: the format quotes nothing.')
      : l10n.t('{0} values break their rows: the format quotes nothing.', countText(values)),
  ];
}

function formulaText(texts: number): string[] {
  if (texts === 0) return [];
  const guard = l10n.t("See formulaGuard in the destination's format.");
  const what =
    texts === 1
      ? l10n.t('1 text begins like a formula; a spreadsheet would run it.')
      : l10n.t('{0} texts begin like a formula; a spreadsheet would run them.', countText(texts));
  return [`${what} ${guard}`];
}

/** All that was found; the Problems panel says where. */
function findingsFact({ findings }: PreparedExport): string[] {
  const told = findings.counts.filter(({ severity }) => severity !== 'information');
  if (told.length === 0) return [];
  const rules = told.map(({ rule, count }) => l10n.t('{0} {1}', countText(count), rule)).join(', ');
  return [l10n.t('{0}: {1}. See the Problems panel.', findingsText(findings), rules)];
}

/** What is in an editor only is not in the export. */
function unsavedTexts(subject: Subject): string[] {
  return [...mappingText(subject), ...editorTexts(subject)];
}

function mappingText({ file, options }: Subject): string[] {
  if (!options) return [];
  return [
    l10n.t('The edited mapping is in this export. A push saves it in {0} first.', posix.basename(file.path)),
  ];
}

function editorTexts(subject: Subject): string[] {
  const dirty = workspace.textDocuments.filter(({ isDirty }) => isDirty);
  const unsaved = new Set(dirty.map(({ uri }) => uri.toString()));
  const definition =
    subject.definition && unsaved.has(subject.file.toString())
      ? [l10n.t('The export definition has unsaved changes, which are not in the export.')]
      : [];
  const segment = sourceFiles(subject).some((file) => unsaved.has(file.toString()))
    ? [l10n.t('The segment file has unsaved changes, which are not in the export.')]
    : [];
  return [...definition, ...segment];
}
