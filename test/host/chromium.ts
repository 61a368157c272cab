// The browser in which the tests open the workbench: the machine's own, or Debian's package.
import { existsSync } from 'node:fs';
import { aptInstall, findProgram } from './debian';

const programs = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const need = 'No Chromium found: install Chromium or Google Chrome, or set CHROMIUM_PATH to its executable.';

/**
 * The path of a Chromium: `CHROMIUM_PATH`, or one on the PATH, or Debian's package, installed now.
 * @throws Error that says what to install
 */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`);
    return given;
  }
  const found = findProgram(...programs);
  if (found) return found;
  await aptInstall(['chromium'], need);
  const installed = findProgram(...programs);
  if (!installed) throw new Error(need);
  return installed;
}
