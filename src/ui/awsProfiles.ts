// The names of the AWS profiles on this machine, for the wizard to offer. Nothing but section names is read.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Profile names in the order of the files. Files that cannot be read have none. */
export async function listAwsProfiles(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const file = (variable: string, name: string) => env[variable] ?? join(homedir(), '.aws', name);
  const [config, credentials] = await Promise.all([
    readText(file('AWS_CONFIG_FILE', 'config')),
    readText(file('AWS_SHARED_CREDENTIALS_FILE', 'credentials')),
  ]);
  return [...new Set([...profilesIn(config, 'config'), ...profilesIn(credentials, 'credentials')])];
}

/**
 * The profiles that a file names. In `config`, sections are `[default]` and `[profile name]`, and others are no
 * profiles; in `credentials` each section is one. Source: "Configuration and credential file settings", AWS CLI guide.
 */
export function profilesIn(text: string, file: 'config' | 'credentials'): string[] {
  const sections = Array.from(text.matchAll(/^[ \t]*\[([^\]\r\n]+)\]/gm), ([, name = '']) => name.trim());
  if (file === 'credentials') return sections;
  return sections.flatMap((section) => {
    if (section === 'default') return [section];
    const name = /^profile\s+(.+)$/.exec(section)?.[1];
    return name === undefined ? [] : [name.replace(/^(["'])(.*)\1$/, '$2')];
  });
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
