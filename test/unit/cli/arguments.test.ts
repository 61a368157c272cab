// The words of the command line: what they mean, and what is refused.
import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/cli/arguments';
import { usage } from '../../../src/cli/usage';
import { UsageError } from '../../../src/cli/usageError';
import { definitionOf } from '../../../src/model/definition';

const config = '.vscode/settings.json';

/** What some files with options are: the definition that says the same. */
const operand = (
  source: string[],
  { segment, ...settings }: { segment?: object; [field: string]: unknown } = {},
) => ({
  definition: definitionOf({ ...settings, segment: { source, ...segment } }),
});

describe('arguments', () => {
  it('are read', () => {
    const preview = { command: 'preview', format: undefined, destination: undefined, config };
    assert.deepEqual(parseArguments(['preview', 'a.csv', '--rows', '5']), {
      ...preview,
      operand: operand(['a.csv']),
      rows: 5,
      file: undefined,
    });
    const words = ['a*.txt', 'b', '--input-format=csv', '--input-delimiter', '\\t', '--no-input-header'];
    const input = { format: 'csv', delimiter: '\t', header: false, encoding: 'utf-16le' };
    assert.deepEqual(parseArguments(['preview', ...words, '--input-encoding', 'utf-16le', '--file', '2']), {
      ...preview,
      operand: operand(['a*.txt', 'b'], { segment: { input } }),
      rows: undefined,
      file: 2,
    });
    assert.deepEqual(parseArguments(['push', 'x', '-h']), { command: 'help' });
    assert.deepEqual(parseArguments(['--version']), { command: 'version' });
    const check = { command: 'check', destination: 'x', config };
    assert.deepEqual(parseArguments(['check', 'x']), { ...check, json: false });
    assert.deepEqual(parseArguments(['check', 'x', '--json']), { ...check, json: true });
    assert.deepEqual(parseArguments(['policy', 'x']), { command: 'policy', destination: 'x', config });
  });

  it('of a push are read', () => {
    const unset = { dropped: undefined, state: undefined };
    const push = {
      command: 'push',
      dryRun: false,
      singlePass: false,
      json: false,
      ...unset,
      config: 'c.json',
    };
    const short = ['push', '--destination=x', 'a.csv', '--json', '--single-pass', '--config', 'c.json'];
    assert.deepEqual(parseArguments(short), {
      ...push,
      operand: operand(['a.csv']),
      destination: 'x',
      singlePass: true,
      json: true,
      words: short,
    });
    const words = [
      'push',
      'luxury.S3Export.json',
      '--config',
      'c.json',
      '--dry-run',
      '--dropped',
      'd.ndjson',
    ];
    assert.deepEqual(parseArguments(words), {
      ...push,
      operand: { definitionFile: 'luxury.S3Export.json' },
      destination: undefined,
      dryRun: true,
      dropped: 'd.ndjson',
      words,
    });
  });

  it('of interrupted pushes are read', () => {
    const state = 's';
    assert.deepEqual(parseArguments(['uploads', '--json', '--state', state]), {
      ...{ command: 'uploads', json: true, state },
    });
    assert.deepEqual(parseArguments(['resume', 'x', '--state', state]), {
      ...{ command: 'resume', id: 'x', json: false, state, config: undefined },
    });
    const elsewhere = parseArguments(['resume', 'x', '--config', 'c.json']);
    assert.deepEqual(elsewhere, {
      ...{ command: 'resume', id: 'x', json: false, state: undefined, config: 'c.json' },
    });
    assert.deepEqual(parseArguments(['abort', 'x']), { command: 'abort', id: 'x', state: undefined, config });
  });

  it('of what is generated are read', () => {
    const words = ['generate', 'systemd', 'a.s3export.json', '--output', 'units'];
    assert.deepEqual(parseArguments(words), {
      ...{ command: 'generate', kind: 'systemd', definitions: ['a.s3export.json'], output: 'units' },
      ...{ config, hasConfig: false },
    });
    for (const wrong of [['generate'], ['generate', 'at', 'a.s3export.json'], ['generate', 'systemd']])
      assert.throws(() => parseArguments(wrong), UsageError);
  });

  it('of runs are read', () => {
    const run = {
      ...{ command: 'run', due: false, dryRun: false, json: false, state: undefined },
      ...{ config, hasConfig: false },
    };
    const definitions = ['a.s3export.json', 'b/c.S3EXPORT.json'];
    assert.deepEqual(parseArguments(['run', ...definitions]), { ...run, definitions });
    const all = ['run', '--due', '--dry-run', '--json', '--state', 's', '--config=c.json'];
    assert.deepEqual(parseArguments(all), {
      ...{
        command: 'run',
        definitions: [],
        due: true,
        dryRun: true,
        json: true,
        state: 's',
        config: 'c.json',
        hasConfig: true,
      },
    });
    assert.deepEqual(parseArguments(['reset', 'a.s3export.json', '--state', 's']), {
      ...{ command: 'reset', definition: 'a.s3export.json', state: 's', config },
    });
  });

  it('of receipts are read', () => {
    assert.deepEqual(parseArguments(['receipts', '--json', '--state', 's']), {
      ...{ command: 'receipts', json: true, state: 's' },
    });
    assert.deepEqual(parseArguments(['receipt', 'x']), { command: 'receipt', id: 'x', state: undefined });
    const verify = { command: 'verify', content: false, json: false, state: undefined, config };
    assert.deepEqual(parseArguments(['verify']), { ...verify, operand: undefined });
    const words = ['verify', 's3://b/k', '--content', '--json', '--state', 's'];
    const all = { operand: 's3://b/k', content: true, json: true, state: 's' };
    assert.deepEqual(parseArguments(words), { ...verify, ...all });
  });

  it('that say what is exported become a definition', () => {
    const words = [
      ...['--segment-id', 'i', '--segment-name', 'n', '--file-name', 'f', '--rows-per-file', '7'],
      ...['--empty', 'skip', '--columns', 'a."b,\\"",c', '--dedupe', 'c', '--dedupe=d', '--dedupe-time', 't'],
    ];
    assert.deepEqual(parseArguments(['preview', 'x', ...words]), {
      ...parseArguments(['preview', 'x']),
      operand: operand(['x'], {
        segment: { id: 'i', name: 'n' },
        ...{ fileName: 'f', rowsPerFile: 7, emptyExport: 'skip' },
        columns: [{ path: 'a."b,\\""' }, { path: 'c' }],
        deduplicate: { keys: ['c', 'd'], time: 't' },
      }),
    });
  });

  it('that name columns may have blanks around commas', () =>
    assert.deepEqual(
      parseArguments(['preview', 'x', '--columns', ' id,  "my, key" ,first name']),
      parseArguments(['preview', 'x', '--columns', 'id,"my, key",first name']),
    ));

  for (const [what, words, pattern] of [
    ['no command', [], /No command was given/],
    ['an unknown command', ['pull'], /no command "pull"/],
    ["a command of JavaScript's own", ['constructor'], /no command "constructor"/],
    ['an unknown option', ['preview', 'x', '--frob'], /'--frob'/],
    ["another command's option", ['preview', 'x', '--dry-run'], /no option --dry-run/],
    ['a bad format', ['preview', 'x', '--format', 'xlsx'], /csv, tsv or json/],
    ['zero rows', ['preview', 'x', '--rows', '0'], /--rows/],
    ['fewer than no rows', ['preview', 'x', '--rows=-1'], /^--rows is a whole number from 1\.$/],
    [
      'a value that begins with a dash',
      ['preview', 'x', '--rows', '-1'],
      /^--rows needs a value\. One that begins with a dash is joined to it: --rows=-VALUE\.$/,
    ],
    ['a file that is no number', ['preview', 'x', '--file', 'a'], /--file is a whole number/],
    ['rows of a file', ['preview', 'x', '--file=1', '--rows=1'], /either --rows or --file/],
    ['no file', ['preview'], /preview FILE/],
    ['an empty file name', ['preview', 'a', ''], /preview FILE/],
    ['a bad input format', ['preview', 'x', '--input-format', 'xlsx'], /ndjson, json, csv, tsv/],
    ['a delimiter for JSON', ['preview', 'x', '--input-format=json', '--input-delimiter=;'], /neither/],
    ['input options of a check', ['check', 'x', '--input-format', 'csv'], /no option --input-format/],
    ['two objects to verify', ['verify', 'x', 'y'], /verify \[KEY/],
    ['no receipt', ['receipt'], /receipt ID/],
    ['a receipt of receipts', ['receipts', 'x'], /takes nothing more/],
    ['a run of nothing in particular', ['run'], /run DEFINITION\.\.\. \| run --due/],
    ['a run of a segment file', ['run', '--due', 'a.csv'], /a\.csv is no export definition/],
    ['a run elsewhere', ['run', 'a.s3export.json', '--destination=x'], /no option --destination/],
    ['two definitions to reset', ['reset', 'a.s3export.json', 'b.s3export.json'], /reset DEFINITION/],
    ['a segment file to reset', ['reset', 'a.csv'], /a\.csv is no export definition/],
    ['no destination', ['push', 'x'], /--destination ID/],
    ['an option without a value', ['push', 'x', '--destination='], /--destination needs a value/],
    ['a definition among files', ['preview', 'x', 'a.s3export.json'], /a\.s3export\.json .* alone/],
    [
      'an option that a definition has',
      ['preview', 'a.s3export.json', '--rows-per-file', '7'],
      /--rows-per-file is for segment files: .* "rowsPerFile"/,
    ],
    [
      'an input option with a definition',
      ['push', 'a.s3export.json', '--no-input-header'],
      /--no-input-header .* "segment\.input\.header"/,
    ],
    ['zero rows in a file', ['preview', 'x', '--rows-per-file', '0'], /--rows-per-file is a whole number/],
    ['rows in a file in letters', ['preview', 'x', '--rows-per-file', '1e3'], /--rows-per-file is a whole/],
    ['a bad empty export', ['preview', 'x', '--empty', 'no'], /--empty is write, skip or fail/],
    [
      'a bad choice of records',
      ['preview', 'x', '--dedupe=a', '--dedupe-keep=no'],
      /--dedupe-keep is first or/,
    ],
    [
      'a choice of records without a key',
      ['preview', 'x', '--dedupe-keep=last'],
      /^--dedupe-keep needs --dedupe PATH\.$/,
    ],
    ['a time without a key', ['preview', 'x', '--dedupe-time=t'], /^--dedupe-time needs --dedupe PATH\.$/],
    [
      'two choices of records',
      ['preview', 'x', '--dedupe=a', '--dedupe-keep=last', '--dedupe-time=t'],
      /--dedupe-keep.* --dedupe-time/,
    ],
    ['a key that is no path', ['preview', 'x', '--dedupe', 'a..b'], /"a\.\.b" is not a path/],
    ['a column that is no path', ['preview', 'x', '--columns', 'a,b['], /"b\[" is not a path/],
    ['an empty column', ['preview', 'x', '--columns', 'a,,b'], /--columns is one path or more/],
    ['a blank column', ['preview', 'x', '--columns', 'a, ,b'], /--columns is one path or more/],
    [
      'two columns of one header',
      ['preview', 'x', '--columns', 'a.b,a_b'],
      /same header.*"header".* In the options: "a_b \(a\.b, a_b\)"/,
    ],
  ] as const) {
    it(`refuses ${what}`, () =>
      assert.throws(
        () => parseArguments(words),
        (error) => error instanceof UsageError && pattern.test(error.message),
      ));
  }
});

describe('usage', () => {
  it('fits into 80 columns', () => {
    assert.deepEqual(
      usage.split('\n').filter((line) => line.length > 80),
      [],
    );
  });
});
