// A path: the way from a record's root to a value, as people write it and as code walks it. `person.name.firstName`,
// `emails[0].address`, and keys that hold a dot, bracket or quote in quotes: `person."first.name"`.
import * as l10n from '@vscode/l10n';
import { Failure } from './failure';

/** Keys of objects, and places in arrays counted from 0. At least one step; the first is a key. */
export type Path = readonly (string | number)[];

/** A text is no path. Paths name columns, they are not customer data. */
export class InvalidPath extends Failure {
  constructor(text: string) {
    super('invalid-path', {
      what: l10n.t('"{0}" is not a path.', text),
      why: l10n.t('A path is made of keys with dots between them, and of places in arrays such as [0].'),
      next: l10n.t('Put a key that holds a dot, a bracket or a quote in double quotes: person."first.name".'),
    });
  }
}

/** A key as it is, a key in quotes (a JSON string), or a place in an array. */
const step = /(?:^|(?<!^)\.)(?:([^."[\]]+)|("(?:[^"\\]|\\.)*"))|\[(0|[1-9]\d{0,8})\]/y;

/** @throws InvalidPath */
export function parsePath(text: string): Path {
  const path: (string | number)[] = [];
  step.lastIndex = 0;
  for (let at = 0; at < text.length; at = step.lastIndex) {
    const match = step.exec(text);
    if (!match) throw new InvalidPath(text);
    const [, key, quoted, place] = match;
    path.push(place === undefined ? (key ?? unquoted(text, quoted)) : Number(place));
  }
  if (typeof path[0] !== 'string') throw new InvalidPath(text);
  return path;
}

function unquoted(text: string, quoted = ''): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw new InvalidPath(text);
  }
}

/** A path as people write it; `parsePath` reads it back. */
export function pathText(path: Path): string {
  return path
    .map((each, index) => {
      if (typeof each === 'number') return `[${each}]`;
      const key = each === '' || /[."[\]]/.test(each) ? JSON.stringify(each) : each;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
