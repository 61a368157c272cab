// The words of the command line: what they mean, and what is refused.
import assert from 'node:assert/strict';
import { parseArguments, UsageError } from '../../../src/cli/arguments';

const config = '.vscode/settings.json';

describe('arguments', () => {
  it('are read', () => {
    assert.deepEqual(parseArguments(['preview', 'a.csv', '--rows', '5']), {
      command: 'preview',
      files: ['a.csv'],
      input: {},
      format: undefined,
      destination: undefined,
      rows: 5,
      config,
    });
    assert.deepEqual(parseArguments(['push', '--destination=x', 'a.csv', '--json', '--config', 'c.json']), {
      command: 'push',
      files: ['a.csv'],
      input: {},
      destination: 'x',
      dryRun: false,
      json: true,
      config: 'c.json',
    });
    const words = ['a*.txt', 'b', '--input-format=csv', '--input-delimiter', '\\t', '--no-input-header'];
    assert.deepEqual(parseArguments(['preview', ...words, '--input-encoding', 'utf-16le']), {
      command: 'preview',
      files: ['a*.txt', 'b'],
      input: { format: 'csv', delimiter: '\t', header: false, encoding: 'utf-16le' },
      format: undefined,
      destination: undefined,
      rows: undefined,
      config,
    });
    assert.deepEqual(parseArguments(['push', 'x', '-h']), { command: 'help' });
    assert.deepEqual(parseArguments(['--version']), { command: 'version' });
  });

  for (const [what, words, pattern] of [
    ['no command', [], /No command was given/],
    ['an unknown command', ['pull'], /no command "pull"/],
    ['an unknown option', ['preview', 'x', '--frob'], /'--frob'/],
    ["another command's option", ['preview', 'x', '--dry-run'], /no option --dry-run/],
    ['a bad format', ['preview', 'x', '--format', 'xlsx'], /csv, tsv or json/],
    ['zero rows', ['preview', 'x', '--rows', '0'], /--rows/],
    ['no file', ['preview'], /preview FILE/],
    ['an empty file name', ['preview', 'a', ''], /preview FILE/],
    ['a bad input format', ['preview', 'x', '--input-format', 'xlsx'], /ndjson, json, csv, tsv/],
    ['a delimiter for JSON', ['preview', 'x', '--input-format=json', '--input-delimiter=;'], /neither/],
    ['input options of a check', ['check', 'x', '--input-format', 'csv'], /no option --input-format/],
    ['no destination', ['push', 'x'], /--destination ID/],
  ] as const) {
    it(`refuses ${what}`, () =>
      assert.throws(
        () => parseArguments(words),
        (error) => error instanceof UsageError && pattern.test(error.message),
      ));
  }
});
