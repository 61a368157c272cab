// What can be wrong with a segment file: one class per failure. The text around a bad place is the person's own data: it
// travels as the excerpt, which is shown and never logged.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';

/** Where in the decompressed text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export class NotJson extends Failure {
  constructor(
    readonly place: Place,
    excerpt: string,
  ) {
    super(
      'not-json',
      {
        what: l10n.t('Line {0}, column {1} of the segment file is not JSON.', place.line, place.column),
        why: l10n.t('Each record must be one JSON object.'),
        next: l10n.t('Correct or remove that record and try again.'),
      },
      { excerpt },
    );
  }
}

export class NotARecord extends Failure {
  constructor(
    readonly line: number,
    excerpt: string,
  ) {
    super(
      'not-a-record',
      {
        what: l10n.t('Line {0} of the segment file is JSON, but not an object.', line),
        why: l10n.t('A record is a JSON object with one profile.'),
        next: l10n.t('Write one JSON object a line, or one array of objects.'),
      },
      { excerpt },
    );
  }
}

export class RecordTooLarge extends Failure {
  constructor(
    readonly line: number,
    megabytes: number,
  ) {
    super('record-too-large', {
      what: l10n.t('The record at line {0} is larger than {1} MB.', line, megabytes),
      why: l10n.t('A line break, bracket or quote is probably missing.'),
      next: l10n.t('Check the file around that line.'),
    });
  }
}

export class TooDeep extends Failure {
  constructor(
    readonly line: number,
    levels: number,
  ) {
    super('too-deep', {
      what: l10n.t('The record at line {0} is nested more than {1} levels deep.', line, levels),
      why: l10n.t('A closing bracket is probably missing, or the file is no segment.'),
      next: l10n.t('Check the file around that line.'),
    });
  }
}

export class RaggedRow extends Failure {
  constructor(
    readonly line: number,
    expected: number,
    found: number,
  ) {
    super('ragged-row', {
      what: l10n.t('Fields in the row at line {0}: {1}. Fields in the header: {2}.', line, found, expected),
      why: l10n.t('A delimiter is missing, or a value with a delimiter in it is not quoted.'),
      next: l10n.t('Correct that row and try again.'),
    });
  }
}

export class BadQuotes extends Failure {
  constructor(readonly line: number) {
    super('bad-quotes', {
      what: l10n.t('The quotes of the row at line {0} do not match.', line),
      why: l10n.t('A quoted value is not closed, or has a quote in it that is not doubled.'),
      next: l10n.t('Correct that row and try again.'),
    });
  }
}

export class EmptySegment extends Failure {
  constructor(fileName: string) {
    super('empty-segment', {
      what: l10n.t('{0} has no records.', fileName),
      why: l10n.t('The file is empty, or has a header only.'),
      next: l10n.t('Choose a segment file with at least one record.'),
    });
  }
}

export class NotUtf8 extends Failure {
  constructor(readonly line: number) {
    super('not-utf8', {
      what: l10n.t('Line {0} of the segment file is not UTF-8.', line),
      why: l10n.t('It was written in another encoding, or is damaged.'),
      next: l10n.t('Save the file as UTF-8 and try again.'),
    });
  }
}

export class NotUtf16 extends Failure {
  constructor(readonly line: number) {
    super('not-utf16', {
      what: l10n.t('Line {0} of the segment file is not UTF-16.', line),
      why: l10n.t('It is damaged, or ends in the middle of a character.'),
      next: l10n.t('Fetch the file again and try again.'),
    });
  }
}

export class UnmarkedUtf16 extends Failure {
  constructor() {
    super('unmarked-utf16', {
      what: l10n.t('The segment file looks like UTF-16, but has no byte-order mark.'),
      why: l10n.t('Without the mark it cannot be known in which order its bytes are.'),
      next: l10n.t('Name its encoding in the options, or save it as UTF-8.'),
    });
  }
}

export class BadGzip extends Failure {
  constructor(cutShort: boolean, cause: unknown) {
    super(
      cutShort ? 'gzip-cut-short' : 'bad-gzip',
      {
        what: cutShort ? l10n.t('The gzip file ends too early.') : l10n.t('The gzip file is damaged.'),
        why: cutShort
          ? l10n.t('It was not written or copied completely.')
          : l10n.t('Its checksum or structure is wrong.'),
        next: l10n.t('Fetch the file again and try again.'),
      },
      { cause },
    );
  }
}

export class NotAFile extends Failure {
  constructor() {
    super('not-a-file', {
      what: l10n.t('This is a pipe or a device, not a file.'),
      why: l10n.t('A segment is read several times, and each time from its beginning.'),
      next: l10n.t('Write its content to a file, and choose that.'),
    });
  }
}

export class SegmentChanged extends Failure {
  constructor(fileName: string) {
    super('segment-changed', {
      what: l10n.t('{0} changed while it was read.', fileName),
      why: l10n.t('Another program is writing to it.'),
      next: l10n.t('Wait until it is complete and try again.'),
    });
  }
}

export class DifferentColumns extends Failure {
  constructor(firstFile: string) {
    super('different-columns', {
      what: l10n.t('The columns are not the same as in {0}.', firstFile),
      why: l10n.t('The files of one segment must be of one kind, and delimited ones need the same header.'),
      next: l10n.t('Leave this file out, or correct its header.'),
    });
  }
}

export class NoSuchFiles extends Failure {
  /** @param folder absolute path of what the pattern is relative to, where somebody may expect another; empty for none */
  constructor(pattern: string, folder: string) {
    super('no-such-files', {
      what:
        folder === ''
          ? l10n.t('No file matches {0}.', pattern)
          : l10n.t('No file matches {0}, beginning in the folder {1}.', pattern, folder),
      why: l10n.t(
        '* and ? stand for characters of a name, but not for a leading dot or for folders in between. They match no export definition.',
      ),
      next: l10n.t('Check the path and try again.'),
    });
  }
}

/** Any failure in one of several files: the same, with the file's name before it. */
export class FailureInFile extends Failure {
  constructor(
    /** Path as it was given. */
    readonly file: string,
    failure: Failure,
  ) {
    const { what, why, next } = failure.explanation;
    super(
      failure.code,
      { what: l10n.t('{0}: {1}', file, what), why, next },
      { cause: failure, ...(failure.excerpt !== undefined && { excerpt: failure.excerpt }) },
    );
  }
}

/** A failure with the file it is in, where there are several. @param file undefined when there is one */
export function inFile(file: string | undefined, failure: Failure): Failure {
  return file === undefined ? failure : new FailureInFile(file, failure);
}
