// Runs the tests below some folders by mocha, in this process, but for those below folders with a `!` before them. A file
// stands for itself.
// usage: node --import tsx suite.ts COUNTS_FILE TIMEOUT_MS [!]FOLDER…
import { serverKind } from '../s3/servers';
import { createMocha, runMocha } from './mocha';
import { testFiles } from './testFiles';

const [countsFile, timeout, ...folders] = process.argv.slice(2);

async function main(): Promise<void> {
  // Mocha hands a rejection that nobody handles to the process, which would say nothing; thrown, it fails the test.
  process.on('unhandledRejection', (reason) => {
    throw reason;
  });
  // On radosgw only the tests that are about it: the others have run elsewhere.
  const mocha = createMocha(Number(timeout), serverKind === 'radosgw' ? serverKind : undefined);
  const left = new Set(
    folders.filter((each) => each.startsWith('!')).flatMap((each) => testFiles(each.slice(1))),
  );
  const files = folders.filter((each) => !each.startsWith('!')).flatMap(testFiles);
  for (const file of files.filter((each) => !left.has(each)).sort()) mocha.addFile(file);
  const { failed } = await runMocha(mocha, countsFile);
  // A handle that a test forgot to close must not hold up the run.
  process.exit(failed ? 1 : 0);
}

void main();
