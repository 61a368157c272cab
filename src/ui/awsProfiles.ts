// The AWS profiles on this machine, for the wizard and the import to offer: their names, regions and endpoints. Nothing else
// of the files is taken, and no key.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface AwsProfile {
  readonly name: string;
  readonly region?: string;
  /** Of S3 where the profile has one for S3, else of all services. */
  readonly endpoint?: string;
}

type Section = ReadonlyMap<string, string>;

/** In the order of the files. Files that cannot be read have none; of a profile in both the config file goes first. */
export async function readAwsProfiles(env: NodeJS.ProcessEnv = process.env): Promise<AwsProfile[]> {
  const file = (variable: string, name: string) => env[variable] ?? join(homedir(), '.aws', name);
  const [config, credentials] = await Promise.all([
    readText(file('AWS_CONFIG_FILE', 'config')),
    readText(file('AWS_SHARED_CREDENTIALS_FILE', 'credentials')),
  ]);
  const profiles = new Map<string, AwsProfile>();
  for (const profile of [...profilesIn(config, 'config'), ...profilesIn(credentials, 'credentials')])
    profiles.set(profile.name, { ...profile, ...profiles.get(profile.name) });
  return [...profiles.values()];
}

/**
 * The profiles that a file has. In `config`, sections are `[default]` and `[profile name]`, and others are no profiles; in
 * `credentials` each section is one. Source: "Configuration and credential file settings", AWS CLI guide.
 */
export function profilesIn(text: string, file: 'config' | 'credentials'): AwsProfile[] {
  const sections = sectionsIn(text);
  return [...sections].flatMap(([title, section]) => {
    const name = file === 'credentials' ? title : profileName(title);
    return name === undefined ? [] : [profileOf(name, section, sections)];
  });
}

function profileName(title: string): string | undefined {
  if (title === 'default') return title;
  return /^profile\s+(.+)$/.exec(title)?.[1]?.replace(/^(["'])(.*)\1$/, '$2');
}

/** An endpoint of S3 alone stands in a section of services, or indented below `s3 =`. */
function profileOf(name: string, section: Section, sections: ReadonlyMap<string, Section>): AwsProfile {
  const services = sections.get(`services ${section.get('services') ?? ''}`);
  const region = section.get('region');
  const endpoint =
    services?.get('s3.endpoint_url') ?? section.get('s3.endpoint_url') ?? section.get('endpoint_url');
  return { name, ...(region && { region }), ...(endpoint && { endpoint }) };
}

/** What is known of a section: everything else, such as a key, is left where it is. */
const known = ['region', 'endpoint_url', 's3.endpoint_url', 'services'];

function sectionsIn(text: string): Map<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let above = '';
  for (const line of text.split(/\r?\n/)) {
    const title = /^[ \t]*\[([^\]]+)\]/.exec(line)?.[1]?.trim();
    if (title !== undefined) {
      section = sections.get(title) ?? new Map<string, string>();
      sections.set(title, section);
      above = '';
      continue;
    }
    const [, indent = '', key = '', value = ''] =
      /^([ \t]*)(\w+)[ \t]*=[ \t]*(.*?)(?:\s+[#;].*)?\s*$/.exec(line) ?? [];
    if (indent === '' && key !== '') above = value === '' ? key : '';
    const path = indent !== '' && above !== '' ? `${above}.${key}` : key;
    if (known.includes(path) && value !== '') section.set(path, value);
  }
  return sections;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
