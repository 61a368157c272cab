// The macros of Adobe's file names (Destination SDK, "Batch configuration"), here also in folder paths, anywhere and any
// number of times. What they stand for is made fit for a key, and what had to be changed for that is told.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import { formatMoment } from './datePattern';
import type { Replacement } from '../model/plan';
import type { NameValues } from './naming';

export class UnknownMacro extends Failure {
  constructor(readonly macro: string) {
    super('unknown-macro', {
      what: l10n.t('The name has the macro {0}, which is not known.', macro),
      why: l10n.t('Known are {0}.', knownMacros()),
      next: nextCorrect(),
    });
  }
}

/** A `%` that is not part of a macro. It could be meant as itself or as a macro's beginning, so it is neither. */
export class UnfinishedMacro extends Failure {
  /** @param rest the text from that `%` on */
  constructor(readonly rest: string) {
    super('unfinished-macro', {
      what: l10n.t('A % belongs to no macro, at "{0}".', rest.slice(0, 30)),
      why: l10n.t(
        'A % stands only around a macro, as in %SEGMENT_ID%: a single one could mean several things.',
      ),
      next: nextCorrect(),
    });
  }
}

export class MacroWithoutValue extends Failure {
  constructor(
    readonly macro: string,
    field: string | undefined,
  ) {
    super('macro-without-value', {
      what: l10n.t('The name has the macro %{0}%, which stands for nothing here.', macro),
      why:
        field === undefined
          ? l10n.t('The segment or the destination has no such text.')
          : l10n.t('The export definition says it in "{0}", and this one does not.', field),
      next:
        field === undefined
          ? nextCorrect()
          : l10n.t('Add "{0}" to the export definition, or take the macro out of the name.', field),
    });
  }
}

function nextCorrect(): string {
  return l10n.t('Correct the folder path or the name template.');
}

interface Macro {
  readonly value: (values: NameValues, moment: Date) => string | undefined;
  /** Where an export definition gives the value. */
  readonly field?: string;
}

const macros: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ['DESTINATION', { value: product }],
  ['DESTINATION_NAME', { value: product }],
  ['SEGMENT_ID', { value: ({ segmentId }) => segmentId }],
  ['SEGMENT_NAME', { value: ({ segmentName }) => segmentName }],
  ['DESTINATION_INSTANCE_ID', { value: ({ destinationId }) => destinationId }],
  ['DESTINATION_INSTANCE_NAME', { value: ({ destinationName }) => destinationName }],
  ['ORGANIZATION_NAME', { value: ({ organizationName }) => organizationName, field: 'names.organization' }],
  ['SANDBOX_NAME', { value: ({ sandboxName }) => sandboxName, field: 'names.sandbox' }],
  ['CUSTOM_TEXT', { value: ({ customText }) => customText, field: 'names.customText' }],
  ['MERGE_POLICY_ID', { value: ({ mergePolicyId }) => mergePolicyId, field: 'names.mergePolicyId' }],
  ['MERGE_POLICY_NAME', { value: ({ mergePolicyName }) => mergePolicyName, field: 'names.mergePolicyName' }],
  ['TIMESTAMP', { value: (_, moment) => String(Math.floor(moment.getTime() / 1000)).padStart(10, '0') }],
]);

/** Adobe's DESTINATION is the product, not the destination that a person set up. */
function product({ destination = 'amazon-s3' }: NameValues): string {
  return destination;
}

/** All that a name may have, with an example of a date pattern: `%SEGMENT_ID%`, … */
export const macroTexts: readonly string[] = [...macros.keys(), 'DATETIME', 'DATETIME(yyyyMMddHHmmss)'].map(
  (name) => `%${name}%`,
);

function knownMacros(): string {
  return macroTexts.join(', ');
}

export interface Expanded {
  readonly text: string;
  /** Its pieces: as they are, or as an expression for what another moment makes of them. */
  readonly pieces: readonly (string | RegExp)[];
  readonly replacements: readonly Replacement[];
}

/**
 * Puts values in the place of a template's macros.
 * @param keepSlashes whether a `/` in a date pattern makes folders
 * @throws UnknownMacro, UnfinishedMacro, MacroWithoutValue, UnsupportedDatePattern
 */
export function expandMacros(
  template: string,
  { values, moment, keepSlashes }: { values: NameValues; moment: Date; keepSlashes: boolean },
): Expanded {
  const replacements: Replacement[] = [];
  const pieces: (string | RegExp)[] = [];
  const texts = template.split(/(%[^%]*%)/).map((piece, index) => {
    if (index % 2 === 0) {
      pieces.push(piece);
      return literal(piece);
    }
    const { name, pattern } = macroOf(piece);
    const value = name === 'DATETIME' ? formatMoment(moment, pattern) : valueOf(name, values, moment);
    const slashes = keepSlashes && name === 'DATETIME';
    const written = slashes ? value.split('/').map(keySafe).join('/') : keySafe(value);
    if (written !== value) replacements.push({ macro: piece.slice(1, -1), value, written });
    pieces.push(ofMoment.includes(name) ? likeMoment(written) : written);
    return written;
  });
  return { text: texts.join(''), pieces, replacements };
}

const ofMoment = ['DATETIME', 'TIMESTAMP'];

/** Numbers and names of another moment in the places of this one's. */
function likeMoment(text: string): RegExp {
  const parts = text.match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? [];
  const likes = parts.map((part) => {
    if (/^\d/.test(part)) return '\\d+';
    return /^\p{L}/u.test(part) ? '\\p{L}+' : literally(part);
  });
  return new RegExp(likes.join(''), 'u');
}

/** A regular expression, with the flag `u`, for a text and nothing else. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function literal(text: string): string {
  if (text.includes('%')) throw new UnfinishedMacro(text.slice(text.indexOf('%')));
  return text;
}

/** Takes `%NAME%` or `%DATETIME(pattern)%` apart. */
function macroOf(text: string): { name: string; pattern: string | undefined } {
  const match = /^%([A-Za-z][A-Za-z0-9_]*)(?:\((.*)\))?%$/s.exec(text);
  if (!match) throw new UnfinishedMacro(text);
  const [, name = '', pattern] = match;
  const takesPattern = name === 'DATETIME' && pattern !== '';
  if (pattern !== undefined && !takesPattern) throw new UnknownMacro(text);
  return { name, pattern };
}

function valueOf(name: string, values: NameValues, moment: Date): string {
  const macro = macros.get(name);
  if (!macro) throw new UnknownMacro(`%${name}%`);
  const value = macro.value(values, moment);
  if (!value) throw new MacroWithoutValue(name, macro.field);
  return value;
}

/**
 * What may not come from a value: folders, control characters, line separators, halves of surrogate pairs, what XML cannot
 * carry, and the characters to avoid by "Naming Amazon S3 objects" in the Amazon S3 User Guide.
 */
const unsafe = /[/\\{}^%`[\]"<>~#|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

/** A value that can stand in a key. Many tools take `.` and `..` for folders of a file system. */
export function keySafe(value: string): string {
  return value === '.' || value === '..' ? '-'.repeat(value.length) : value.replace(unsafe, '-');
}
