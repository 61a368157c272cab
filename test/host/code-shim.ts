// VS Code's command line, as far as @vscode/test-electron uses it, on a host of ours in place of a desktop VS Code:
// opens the workbench in a browser, lets it run the test suite, prints what that prints, ends with its exit code.
// Reads S3D_TEST_HOST, the name of the host.
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { type Page } from 'playwright-core';
import { develop, openBrowser } from './browser';
import { hostNames } from './hosts';
import { installHost } from './install';
import { suiteBegins } from './mocha';
import { startServer } from './server';

/** Longest time for a whole suite. */
const limitMs = 5 * 60_000;
const lateScreenshot = join('out', 'integration-late.png');
const late = `The suite did not end within ${limitMs / 1000} s: see ${lateScreenshot}`;

/** What the workbench logs while the suite runs. */
const noise = /^(Ignoring fetching|Updating) additional builtin extensions|^\[AccountPolicyGate\]/;

interface CommandLine {
  folder: string | undefined;
  extensions: string[];
  tests: string;
}

function parse(commandLine: string[]): CommandLine {
  const values = (name: string): string[] =>
    commandLine
      .filter((word) => word.startsWith(`--${name}=`))
      .map((word) => resolve(word.slice(name.length + 3)));
  const [tests] = values('extensionTestsPath');
  if (!tests) throw new Error('No --extensionTestsPath: this stands in for VS Code in tests only.');
  const folder = commandLine.find((word) => !word.startsWith('--'));
  return { folder: folder && resolve(folder), extensions: values('extensionDevelopmentPath'), tests };
}

async function main(): Promise<number> {
  const { folder, ...development } = parse(process.argv.slice(2));
  const name = hostNames.find((known) => known === process.env['S3D_TEST_HOST']) ?? 'current';
  const server = await startServer(await installHost(name), folder === undefined ? {} : { folder });
  try {
    const context = await openBrowser(server);
    try {
      const page = await context.newPage();
      await develop(page, server, development);
      const end = suiteEnd(page);
      await page.goto(server.url);
      return await end;
    } finally {
      await context.close();
    }
  } finally {
    await server.stop();
  }
}

/** Resolves to the exit code of the suite. The workbench gives it, in a test run, to a function of the page. */
function suiteEnd(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    // Playwright keeps the order of its calls: these functions are there before the page that calls them.
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.exposeFunction('codeAutomationLog', printer()).catch(reject);
    page.once('crash', () => reject(new Error('The page crashed.')));
    setTimeout(() => void screenshot(page).finally(() => reject(new Error(late))), limitMs).unref();
  });
}

/** Prints what the suite prints; what the workbench logs until then only when it is about something bad. */
function printer(): (type: string, values: unknown[]) => void {
  let begun = false;
  return (type, values) => {
    const text = format(...values);
    begun ||= text.startsWith(suiteBegins);
    if ((begun && !noise.test(text)) || type === 'error') console.log(text);
  };
}

async function screenshot(page: Page): Promise<void> {
  await page.screenshot({ path: join(__dirname, '..', '..', lateScreenshot) });
}

// The launcher holds the other end of our input: when it dies, however, so do we.
process.stdin.once('end', () => process.exit(1)).resume();

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(97);
  },
);
