// The words of the command line: what they mean, and what is refused.
import assert from 'node:assert/strict';
import { parseArguments, UsageError } from '../../../src/cli/arguments';

const config = '.vscode/settings.json';

describe('arguments', () => {
  it('are read', () => {
    assert.deepEqual(parseArguments(['preview', 'a.csv', '--rows', '5']), {
      command: 'preview',
      file: 'a.csv',
      format: undefined,
      destination: undefined,
      rows: 5,
      config,
    });
    assert.deepEqual(parseArguments(['push', '--destination=x', 'a.csv', '--json', '--config', 'c.json']), {
      command: 'push',
      file: 'a.csv',
      destination: 'x',
      dryRun: false,
      json: true,
      config: 'c.json',
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
    ['no destination', ['push', 'x'], /--destination ID/],
  ] as const) {
    it(`refuses ${what}`, () =>
      assert.throws(
        () => parseArguments(words),
        (error) => error instanceof UsageError && pattern.test(error.message),
      ));
  }
});
