// Generated data of any length, and answers as the extension gives them.
import type { ColumnProfile } from '../../src/model/columnProfile';
import type {
  ColumnState,
  Fact,
  FromPage,
  GridCell,
  GridRow,
  PreviewState,
  ToPage,
} from '../../src/webview/protocol';
import type { Extension } from './previewPage';

export const text = (value: string): GridCell => ({ kind: 'text', text: value });
export const fact = (value: string): Fact => ({ text: value });

export function column(header: string, values: Partial<ColumnState> = {}): ColumnState {
  return {
    id: header,
    header,
    origin: `person.${header}`,
    hidden: false,
    mandatory: false,
    key: false,
    warnings: [],
    ...values,
  };
}

export const columns: readonly ColumnState[] = [
  column('id', { key: true, mandatory: true }),
  column('firstName'),
  column('lastName'),
  column('email', { warnings: ['May contain e-mail addresses that are not hashed.'] }),
  column('score'),
  column('consent'),
  column('note'),
  column('internal', { hidden: true }),
];

export function state(values: Partial<PreviewState> = {}): PreviewState {
  return {
    generation: 1,
    fileName: 'luxury.ndjson',
    targets: [
      { value: 'acme', label: 'acme-exports', description: 's3://acme-exports/daily' },
      { value: 'csv', label: 'CSV' },
    ],
    target: 'acme',
    hasDestination: true,
    columns,
    header: true,
    delimiter: ',',
    quote: '"',
    escape: '"',
    rows: 200_000_000,
    dropped: 118,
    complete: true,
    facts: {
      key: fact('s3://acme-exports/daily/amazon-s3_segment12341e18-abcd_20261122101500.csv'),
      rows: fact('200,000,000 rows'),
      dropped: fact('118 dropped'),
      bytes: fact('18.3 GB'),
      sha256: fact('sha256 9f2c41d8e0a7b653'),
      keyState: { text: 'key is free', mark: 'ok' },
      findings: { text: '3 warnings', mark: 'warning' },
    },
    work: undefined,
    paused: false,
    edited: false,
    canUndo: false,
    canRedo: false,
    problem: undefined,
    problemAction: undefined,
    outdated: false,
    comparison: undefined,
    ...values,
  };
}

/** Row `index` from 0. */
export type RowMaker = (index: number, view: string) => GridRow;

const firstNames = ['Kurt', 'Harper', 'George', 'Ursula', ' Toni ', 'Jorge\nLuis'];
const lastNames = ['Vonnegut', 'Lee', 'Orwell', 'Le Guin', 'Morrison', 'Borges'];

export const makeRow: RowMaker = (index, view) => {
  const first = firstNames[index % firstNames.length] ?? '';
  const last = lastNames[index % lastNames.length] ?? '';
  const email = `${last.toLowerCase().replace(' ', '')}${index}@example.com`;
  const note = index % 7 === 3 ? `said "hi", then\tleft` : '';
  const cells: GridCell[] = [
    text(`p-${index + 1}`),
    text(first),
    index % 5 === 2 ? { kind: 'null', text: '' } : text(last),
    text(email),
    { kind: 'number', text: String((index * 37) % 1000) },
    { kind: 'boolean', text: String(index % 3 === 0) },
    text(note),
  ];
  const row: GridRow = { number: index + 1, line: index + 2, cells };
  if (view === 'dropped') return { ...row, reason: 'email is mandatory and has no value' };
  if (view !== 'bytes') return row;
  const quoted = note === '' ? '' : `"${note.replaceAll('"', '""')}"`;
  return {
    ...row,
    cells: [],
    bytes: text(
      `p-${index + 1},${first},${last},${email},${(index * 37) % 1000},${index % 3 === 0},${quoted}\n`,
    ),
    ...(index === 0 ? { head: '\uFEFFid,firstName,lastName,email,score,consent,note\n' } : {}),
  };
};

export const profile: ColumnProfile = {
  header: 'lastName',
  rows: 200_000_000,
  types: { text: 160_000_000, number: 0, boolean: 0, json: 0 },
  nulls: 40_000_000,
  empties: 0,
  distinct: 6,
  exact: false,
  minimum: 'Borges',
  maximum: 'Vonnegut',
  longest: { characters: 8, row: 123_456_789 },
  top: [
    { text: 'Vonnegut', count: 40_000_000 },
    { text: 'Lee', count: 30_000_000 },
    { text: 'Le Guin', count: 9_000_000 },
    { text: '', count: 12 },
  ],
};

/** Answers with a state and with rows that are made when they are asked for. */
export function extension(current: () => PreviewState, make: RowMaker = makeRow): Extension {
  return (message: FromPage): ToPage[] => {
    if (message.type === 'ready')
      return [
        { type: 'state', state: current() },
        { type: 'profiles', generation: current().generation, profiles: [profile] },
      ];
    if (message.type !== 'rows' || message.generation !== current().generation) return [];
    const rows = Array.from({ length: message.count }, (_, i) => make(message.from + i, message.view));
    return [{ type: 'rows', id: message.id, rows }];
  };
}
