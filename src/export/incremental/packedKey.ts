// The key of a person in few bytes: its JSON as UTF-8, without what all keys have in common, and with UUIDs and long
// hexadecimal numbers at half their length. UTF-8 has no bytes from 0xF8 on: these stand for what follows them.

/** How a number is spelt, and what stands before it. A UUID has 16 bytes; of another number the count comes first. */
const marks = { uuid: 0xff, UUID: 0xfe, hex: 0xfd, HEX: 0xfc } as const;
type Spelling = keyof typeof marks;
const firstMark = 0xf8;

const numbers =
  /(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(?<UUID>[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12})|(?<hex>(?:[0-9a-f]{2}){8,255})|(?<HEX>(?:[0-9A-F]{2}){8,255})/g;

/** @param key as `keyText` gives it */
export function packKey(key: string): Buffer {
  const text = shortened(key);
  const pieces: Buffer[] = [];
  let done = 0;
  for (const match of text.matchAll(numbers)) {
    const [number] = match;
    const spelling = Object.keys(match.groups ?? {}).find((name) => match.groups?.[name] !== undefined);
    pieces.push(Buffer.from(text.slice(done, match.index)), packNumber(number, spelling as Spelling));
    done = match.index + number.length;
  }
  return done === 0 ? Buffer.from(text) : Buffer.concat([...pieces, Buffer.from(text.slice(done))]);
}

export function unpackKey(bytes: Buffer): string {
  let [text, done] = ['', 0];
  for (let at = 0; at < bytes.length; at++) {
    const spelling = spellingOf(bytes[at] ?? 0);
    if (!spelling) continue;
    const isUuid = spelling.toLowerCase() === 'uuid';
    const start = isUuid ? at + 1 : at + 2;
    const end = start + (isUuid ? 16 : (bytes[at + 1] ?? 0));
    text += bytes.toString('utf8', done, at) + unpackNumber(bytes.toString('hex', start, end), spelling);
    done = end;
    at = end - 1;
  }
  return lengthened(text + bytes.toString('utf8', done));
}

function packNumber(number: string, spelling: Spelling): Buffer {
  const bytes = Buffer.from(number.replaceAll('-', ''), 'hex');
  const isUuid = spelling.toLowerCase() === 'uuid';
  return Buffer.concat([Buffer.from(isUuid ? [marks[spelling]] : [marks[spelling], bytes.length]), bytes]);
}

function unpackNumber(hex: string, spelling: Spelling): string {
  const digits = spelling === spelling.toUpperCase() ? hex.toUpperCase() : hex;
  if (spelling.toLowerCase() !== 'uuid') return digits;
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

function spellingOf(byte: number): Spelling | undefined {
  if (byte < firstMark) return undefined;
  return (Object.keys(marks) as Spelling[]).find((spelling) => marks[spelling] === byte);
}

/** Without the brackets, and without the quote at the end, where a key with null there has a character that JSON has not. */
function shortened(key: string): string {
  return key.endsWith('"]') ? key.slice(1, -2) : `${key.slice(1, -1)}\u0000`;
}

function lengthened(text: string): string {
  return text.endsWith('\u0000') ? `[${text.slice(0, -1)}]` : `[${text}"]`;
}
