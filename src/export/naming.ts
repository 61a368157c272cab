// The object's name and key: macros in the folder path and the name template become text (./macros), and what comes of them
// is held to the limits. All times are UTC.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { KeyShape, Replacement } from '../model/plan';
import { expandMacros, literally } from './macros';

/**
 * The name that Adobe's Amazon S3 destination gives: `amazon-s3_segment<id>_<yyyymmddhhmmss>`, in its own macros.
 * Source: Adobe Experience Platform documentation, "Amazon S3 connection", exported data.
 */
export const defaultNameTemplate = 'amazon-s3_segment%SEGMENT_ID%_%DATETIME(yyyyMMddHHmmss)%';

/** What macros stand for. A macro whose value is absent or empty is refused when it is used. */
export interface NameValues {
  readonly segmentId: string;
  readonly segmentName: string;
  /** DESTINATION and DESTINATION_NAME: the product's name. Default: `amazon-s3`. */
  readonly destination?: string | undefined;
  /** DESTINATION_INSTANCE_ID. */
  readonly destinationId?: string | undefined;
  /** DESTINATION_INSTANCE_NAME. */
  readonly destinationName?: string | undefined;
  readonly organizationName?: string | undefined;
  readonly sandboxName?: string | undefined;
  readonly customText?: string | undefined;
  readonly mergePolicyId?: string | undefined;
  readonly mergePolicyName?: string | undefined;
}

export interface ResolvedName {
  readonly key: string;
  readonly keyShape: KeyShape;
  /** Each changed value once. */
  readonly replacements: readonly Replacement[];
}

export interface NameTemplate {
  /** Without slashes at its ends; empty for the bucket's root. */
  readonly folderPath: string;
  /** The file name without its extension. Default: `defaultNameTemplate`. */
  readonly nameTemplate?: string | undefined;
  /** The whole extension, without the dot before it: `csv.gz`. */
  readonly fileExtension: string;
}

/** Adobe's limit for file names, with the extension. Source: Destination SDK, "Batch configuration". */
const maxNameCharacters = 255;

/** S3 counts a key in UTF-8 bytes. Source: "Naming Amazon S3 objects", Amazon S3 User Guide. */
const maxKeyBytes = 1024;

/** The folder path or the name template cannot make a key, whatever the values are. */
export class UnusableName extends Failure {
  constructor(why: string) {
    super('unusable-name', {
      what: l10n.t('The folder path and the name template make no usable key.'),
      why,
      next: l10n.t('Correct the folder path or the name template.'),
    });
  }
}

export class NameTooLong extends Failure {
  constructor(characters: number) {
    super('name-too-long', {
      what: l10n.t("The object's name would have {0} characters.", characters),
      why: l10n.t('Names have at most {0} characters, with the extension.', maxNameCharacters),
      next: l10n.t("Shorten the name template or the segment's name."),
    });
  }
}

export class KeyTooLong extends Failure {
  constructor(bytes: number) {
    super('key-too-long', {
      what: l10n.t("The object's key would have {0} bytes.", bytes),
      why: l10n.t('S3 takes keys of at most {0} bytes.', maxKeyBytes),
      next: l10n.t("Shorten the folder path, the name template or the segment's name."),
    });
  }
}

/**
 * The object's key for a moment, for example
 * `exports/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20200408061804.csv`.
 * @throws UnknownMacro, UnfinishedMacro, MacroWithoutValue, UnsupportedDatePattern, UnusableName, NameTooLong, KeyTooLong
 */
export function resolveName(
  { folderPath, nameTemplate = defaultNameTemplate, fileExtension }: NameTemplate,
  values: NameValues,
  moment: Date,
): ResolvedName {
  [folderPath, nameTemplate].forEach(refuseUnwritable);
  const folder = expandMacros(folderPath, { values, moment, keepSlashes: true });
  const name = expandMacros(nameTemplate, { values, moment, keepSlashes: false });
  refuseName(name.text);
  if (folderPath !== '') refuseFolders(folder.text);
  const fileName = `${name.text}.${fileExtension}`;
  const key = withinLimits(folderPath === '' ? fileName : `${folder.text}/${fileName}`);
  const pieces = folderPath === '' ? name.pieces : [...folder.pieces, '/', ...name.pieces];
  return {
    key,
    keyShape: shapeOf(pieces),
    replacements: eachOnce([...folder.replacements, ...name.replacements]),
  };
}

/**
 * The key of one part of an export: the first has the plain name, then come `name_2.csv`, `name_3.csv`, as Adobe names them.
 * The whole extension stays last.
 * @param key the key of the first part, which ends with `fileExtension`
 * @param part counted from 1
 * @throws NameTooLong, KeyTooLong when there is no room for the number
 */
export function partKey(key: string, fileExtension: string, part: number): string {
  if (part === 1) return key;
  const stem = key.slice(0, key.length - fileExtension.length - 1);
  return withinLimits(`${stem}_${part}.${fileExtension}`);
}

/** Moments that follow one another are one to an expression, which would try every border between them. */
const neighbours = /(\\d\+|\\p\{L\}\+)\1+/g;

function shapeOf(pieces: readonly (string | RegExp)[]): KeyShape {
  const changing = pieces.findIndex((piece) => typeof piece !== 'string');
  const stem = pieces.map((piece) => (typeof piece === 'string' ? literally(piece) : piece.source)).join('');
  return {
    prefix: pieces.slice(0, changing === -1 ? undefined : changing).join(''),
    stem: stem.replace(neighbours, '$1'),
  };
}

/** Template texts are the person's own, but these no key can or should have. */
function refuseUnwritable(template: string): void {
  if (/[\p{Cc}\p{Cs}]/u.test(template)) {
    throw new UnusableName(l10n.t('It would have control characters, or halves of characters.'));
  }
}

function refuseName(name: string): void {
  if (name.trim() === '') throw new UnusableName(l10n.t('The name would be empty.'));
  // No value has one, so it stands in the template.
  if (name.includes('/')) {
    throw new UnusableName(l10n.t('A name template has no "/": folders belong to the folder path.'));
  }
}

function refuseFolders(path: string): void {
  const folders = path.split('/');
  if (folders.includes('')) throw new UnusableName(l10n.t('It would have an empty folder ("//").'));
  if (folders.includes('.') || folders.includes('..')) {
    throw new UnusableName(l10n.t('It would have a folder named "." or "..".'));
  }
}

/** @throws NameTooLong, KeyTooLong */
export function withinLimits(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const characters = [...name].length;
  if (characters > maxNameCharacters) throw new NameTooLong(characters);
  const bytes = Buffer.byteLength(key);
  if (bytes > maxKeyBytes) throw new KeyTooLong(bytes);
  return key;
}

function eachOnce(replacements: readonly Replacement[]): Replacement[] {
  const byText = new Map(replacements.map((one) => [`${one.macro}\n${one.written}`, one]));
  return [...byText.values()];
}

/**
 * The folder path as far as it has no macro. What is delivered under `exports/%DATETIME(yyyy)%` is looked for in
 * `exports`.
 */
export function fixedFolder(folderPath: string): string {
  const folders = folderPath.split('/');
  const firstMacro = folders.findIndex((folder) => folder.includes('%'));
  return firstMacro === -1 ? folderPath : folders.slice(0, firstMacro).join('/');
}
