// What an incremental export writes after its first, full run.
import Type, { type Static } from 'typebox';

export const IncrementalSettings = Type.Object(
  {
    by: Type.Optional(
      Type.Enum(['membership', 'changed'], {
        default: 'membership',
        description: 'What counts as a change since the last delivered run.',
        markdownEnumDescriptions: [
          'Who joined the segment (`Active`) and, where `segmentMembership.status` is a column, who left it (`Expired`). A changed attribute alone writes no row. This is what Adobe does.',
          'Rows that were added, changed or removed; a column of its own says which. A removed row has its keys alone.',
        ],
      }),
    ),
    statusHeader: Type.Optional(
      Type.String({
        minLength: 1,
        default: 'change',
        description:
          'For `changed`: the header of the last column, which has `added`, `changed` or `removed`.',
      }),
    ),
  },
  { additionalProperties: false, description: 'For `"mode": "incremental"`: what later runs write.' },
);

/** With every option resolved. */
export interface Incremental {
  readonly by: 'membership' | 'changed';
  /** Header of the column of changes. `membership` has none. */
  readonly statusHeader: string | undefined;
}

/** Fills in the defaults. */
export function resolveIncremental({
  by = 'membership',
  statusHeader = 'change',
}: Static<typeof IncrementalSettings> = {}): Incremental {
  return { by, statusHeader: by === 'changed' ? statusHeader : undefined };
}
