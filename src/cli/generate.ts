// `generate KIND DEFINITION...`: what runs exports by itself where there is no VS Code, to standard output or into files.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { generate as generateFiles } from '../schedule/generate/generate';
import type { GeneratedFile, Unattended } from '../schedule/generate/unattended';
import type { GenerateArguments } from './arguments';
import { pathOf, type Host } from './host';
import { nameExport, subjectOf } from './scheduledExport';
import { harmless, print } from './terminal';

/** @throws those of `nameExport` and of `generate` in `schedule`, and what the file system says of the files */
export async function generate(words: GenerateArguments, host: Host): Promise<void> {
  const exports: Unattended[] = [];
  for (const path of new Set(words.definitions)) exports.push(await unattended(path, words, host));
  const { kind, hasConfig, output } = words;
  const config = hasConfig ? words.config : undefined;
  const { files } = generateFiles(kind, exports, { folder: host.folder, config, now: new Date() });
  const folder = pathOf(host, output);
  if (folder === undefined) await print(host, files.map((file) => printed(file, files.length)).join('\n'));
  else for (const file of files) await write(folder, file, host);
}

async function unattended(path: string, { config }: GenerateArguments, host: Host): Promise<Unattended> {
  const { name, subject } = subjectOf(host, path);
  const { definition, destination } = await nameExport(host, { config, state: undefined }, subject);
  return {
    ...{ path: relative(host.folder, subject).replaceAll(sep, '/'), name },
    schedule: definition.schedule,
    incremental: definition.incremental !== undefined,
    source: definition.segment.source,
    region: destination.region,
  };
}

/** One of several is told by its name. */
function printed({ name, text }: GeneratedFile, count: number): string {
  return count === 1 ? text : `# ${name}\n${text}`;
}

async function write(folder: string, { name, text }: GeneratedFile, host: Host): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await print(host, `${harmless(path)}\n`);
}
