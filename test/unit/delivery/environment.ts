// AWS configuration for a test: files in a folder of its own and variables, all of them as before once the test is over.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Environment {
  /** Where the files are. */
  folder(): string;
  /** Sets variables until the end of the test. */
  set(variables: Readonly<Record<string, string>>): void;
  /** Writes a file into the folder. @returns its path */
  write(name: string, text: string): string;
}

/** Call inside `describe`. At the start of each test there are neither AWS files nor variables nor a machine's role. */
export function useEnvironment(): Environment {
  let folder = '';
  let before: NodeJS.ProcessEnv = {};
  const set: Environment['set'] = (variables) => void Object.assign(process.env, variables);
  beforeEach(() => {
    before = { ...process.env };
    folder = mkdtempSync(join(tmpdir(), 's3-destinations-aws-'));
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    set({
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    rmSync(folder, { recursive: true });
  });
  const write: Environment['write'] = (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o700 });
    return path;
  };
  return { folder: () => folder, set, write };
}
