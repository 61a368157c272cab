// Mocha as every suite here runs it: the spec reporter's output for a person, counts in a file for the run as a whole.
import Mocha from 'mocha';
import { type Counts, writeCounts } from './counts';

/** How the suite in an extension host begins its output, so that code-shim can tell it from the workbench's log. */
export const suiteBegins = 'in-host suite: ';

/**
 * Makes a Mocha. `TEST_GREP`, a regular expression, selects tests by their full names.
 * @param timeout the limit of one test, in milliseconds
 * @param only a regular expression that selects as well; default: all
 */
export function createMocha(timeout: number, only = ''): Mocha {
  const grep = process.env['TEST_GREP'] ?? '';
  const both = new RegExp(`^(?=[^]*(?:${only}))(?=[^]*(?:${grep}))`);
  return new Mocha({ ui: 'bdd', color: false, timeout, forbidOnly: !grep, grep: both });
}

/** Runs the tests and writes their counts into the file. */
export async function runMocha(mocha: Mocha, countsFile: string | undefined): Promise<Counts> {
  const failures: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', (test, error: Error) => failures.push(`${test.fullTitle()}: ${firstLine(error)}`));
  });
  const { passes = 0, failures: failed = 1, pending = 0 } = stats ?? {};
  const counts = { passed: passes, failed, skipped: pending, failures };
  if (countsFile) writeCounts(countsFile, counts);
  return counts;
}

function firstLine({ message = '' }: Error): string {
  return message.split('\n', 1)[0] ?? '';
}
