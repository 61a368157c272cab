// The presets of a format. A preset is nothing but settings that stand in for those that a person leaves out.
// Where Adobe's pages disagree, the comments say which one is followed.
import type { FormatSettings, FormatType, Preset } from './format';

export const presets: Record<Preset, Omit<FormatSettings, 'preset' | 'type'>> = {
  /** RFC 4180, with the line ending that most tools write. */
  rfc4180: {},
  /** Excel takes a file for UTF-8 only by its byte order mark. */
  excel: { bom: true, lineEnding: 'crlf' },
  /**
   * The Amazon S3 destination as its API sample sets it up: no quote, `null` for null. The interface's table prints
   * `NULL`, but the literal is lower-case. A line separator has at most one character there, so it is not `crlf`.
   */
  adobe: { quote: '', escape: '\\', nullOutput: 'null', trim: 'both', corrupt: 'allow' },
  /**
   * The reference table of the Destination SDK. It has no default quote, which makes Spark write U+0000; both of its
   * templates fall back to `"`, and so does this.
   */
  'adobe-sdk': { quote: '"', escape: '\\', nullOutput: '""', emptyOutput: '""', trim: 'both' },
};

/** The extension of the text, without the dot. */
export function textExtension(preset: Preset, type: FormatType): string {
  const adobe = preset === 'adobe' || preset === 'adobe-sdk';
  if (type === 'json') return adobe ? 'json' : 'ndjson';
  // The 2020 page of Adobe's Amazon S3 destination names tab-delimited files `.txt`; the later ones name them `.csv`.
  return type === 'tsv' && !adobe ? 'txt' : 'csv';
}
