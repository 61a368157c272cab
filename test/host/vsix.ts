// Packages the extension as the .vsix that a person would install.
import { join } from 'node:path';
import { run } from './processes';

const root = join(__dirname, '..', '..');

/** Builds the extension for production and packages it into the file. Never asks a question: it fails instead. */
export function packageVsix(file: string): Promise<void> {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file];
  return run(process.execPath, [vsce, 'package', ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
