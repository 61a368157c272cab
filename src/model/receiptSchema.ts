// What a receipt looks like as it is kept, and reading one back. Somebody else's file, or one of a later version, is none.
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { endpointProblem } from './endpoint';
import { proofs, type Receipt } from './receipt';

const Count = Type.Integer({ minimum: 0 });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' });

const object = {
  key: Type.String({ minLength: 1 }),
  bytes: Count,
  sha256: Sha256,
  crc32: Type.String(),
  proof: Type.Enum(proofs),
  guarded: Type.Enum(['byStore', 'byLook'] as const),
  etag: Type.Optional(Type.String()),
  versionId: Type.Optional(Type.String()),
};
const StoredObject = Type.Object(object);
const StoredFile = Type.Object({ ...object, rows: Count });

/** Fields that are not here may be there, too: later versions may add some without being another schema. */
const StoredReceipt = Type.Object({
  /** Of this form. Another number is another form. */
  schema: Type.Literal(1),
  id: Type.String({ format: 'uuid' }),
  destination: Type.String(),
  bucket: Type.String({ minLength: 1 }),
  endpoint: Type.Optional(Type.String()),
  source: Type.String(),
  sourceSha256: Sha256,
  configSha256: Sha256,
  segment: Type.String(),
  format: Type.String(),
  headers: Type.Optional(Type.Object({ count: Count, sha256: Sha256 })),
  rowsRead: Count,
  rowsWritten: Count,
  dropped: Type.Object({ expired: Count, notAMember: Count, mandatory: Count, duplicate: Count }),
  rowsWithoutKey: Count,
  emptyColumns: Type.Array(Type.String()),
  unmappedValues: Count,
  corruptingValues: Count,
  formulas: Count,
  files: Type.Array(StoredFile, { minItems: 1 }),
  manifest: Type.Optional(StoredObject),
  due: Type.Optional(Time),
  changes: Type.Optional(Type.Object({ added: Count, changed: Count, removed: Count })),
  startedAt: Time,
  finishedAt: Time,
});

type StoredReceipt = Static<typeof StoredReceipt>;

/** A receipt as it is written to a file: its form first, then all that it says. What is undefined is left out. */
export function receiptText(receipt: Receipt): string {
  return `${JSON.stringify({ schema: 1, ...receipt }, undefined, 2)}\n`;
}

/** @returns nothing when the text is no receipt of this form */
export function readReceipt(text: string): Receipt | undefined {
  const stored = parsed(text);
  if (!Check(StoredReceipt, stored) || !isSound(stored)) return undefined;
  const facts: Omit<StoredReceipt, 'schema'> & { schema?: 1 } = { ...stored };
  delete facts.schema;
  return {
    ...facts,
    endpoint: stored.endpoint,
    headers: stored.headers,
    files: stored.files.map(complete),
    manifest: stored.manifest && complete(stored.manifest),
  };
}

/** Has the fields that JSON leaves out. */
function complete<T extends Static<typeof StoredObject>>(object: T) {
  return { ...object, etag: object.etag, versionId: object.versionId };
}

/** What a schema cannot say. */
function isSound({ endpoint, startedAt, finishedAt }: StoredReceipt): boolean {
  const isTime = (text: string) => !Number.isNaN(Date.parse(text));
  return (endpoint === undefined || !endpointProblem(endpoint)) && isTime(startedAt) && isTime(finishedAt);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
