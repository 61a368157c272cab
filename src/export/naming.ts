// The object's name and key: macros in the name template and the folder path become text. All times are UTC.
import * as l10n from '@vscode/l10n';
import { DateTime } from 'luxon';
import { Failure } from '../model/failure';
import type { Segment } from '../model/segment';

/**
 * The name that Adobe's Amazon S3 destination gives: `amazon-s3_segment<id>_<yyyymmddhhmmss>`, in its own macros.
 * Source: Adobe Experience Platform documentation, "Amazon S3 connection", exported data.
 */
export const defaultNameTemplate = 'amazon-s3_segment%SEGMENT_ID%_%DATETIME(yyyyMMddHHmmss)%';

/** S3 counts a key in UTF-8 bytes. Source: "Naming Amazon S3 objects", Amazon S3 User Guide. */
const maxKeyBytes = 1024;

export class UnknownMacro extends Failure {
  constructor(macro: string) {
    super('unknown-macro', {
      what: l10n.t('The name has the macro {0}, which is not known.', macro),
      why: l10n.t('Known are %SEGMENT_ID%, %SEGMENT_NAME% and %DATETIME(yyyyMMddHHmmss)%.'),
      next: l10n.t("Correct the destination's folder path."),
    });
  }
}

export class KeyTooLong extends Failure {
  constructor(bytes: number) {
    super('key-too-long', {
      what: l10n.t("The object's key would have {0} bytes.", bytes),
      why: l10n.t('S3 takes keys of at most {0} bytes.', maxKeyBytes),
      next: l10n.t("Shorten the destination's folder path or the segment file's name."),
    });
  }
}

/**
 * The object's key for a moment, for example
 * `exports/amazon-s3_segment12341e18-abcd-49c2-836d-123c88e76c39_20200408061804.csv`.
 * @throws UnknownMacro, KeyTooLong
 */
export function resolveKey(
  { folderPath, fileExtension }: { folderPath: string; fileExtension: string },
  segment: Segment,
  moment: Date,
): string {
  const folder = expand(folderPath, segment, moment);
  const name = `${expand(defaultNameTemplate, segment, moment)}.${fileExtension}`;
  const key = folder === '' ? name : `${folder}/${name}`;
  const bytes = Buffer.byteLength(key);
  if (bytes > maxKeyBytes) throw new KeyTooLong(bytes);
  return key;
}

/** What looks like a macro: it is one, or it is refused. */
const macroPattern = /%([A-Za-z_]+)(?:\(([^%]*)\))?%/g;

function expand(template: string, segment: Segment, moment: Date): string {
  return template.replace(macroPattern, (macro, name: string, pattern?: string) => {
    if (name === 'SEGMENT_ID' && pattern === undefined) return keySafe(segment.id);
    if (name === 'SEGMENT_NAME' && pattern === undefined) return keySafe(segment.name);
    if (name === 'DATETIME' && pattern) return utc(moment, pattern);
    throw new UnknownMacro(macro);
  });
}

function utc(moment: Date, pattern: string): string {
  return DateTime.fromJSDate(moment, { zone: 'utc' }).setLocale('en-US').toFormat(pattern);
}

/** A value that may not make folders of its own. */
function keySafe(value: string): string {
  return value.replaceAll('/', '-');
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
