// Which definitions `run --due` looks at that is given none: all with a schedule below the folder, as a window of VS Code
// finds them in its workspace.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDefinitionAt } from '../export/openDefinition';
import { definitionFileName } from '../model/definition';
import { inNaturalOrder } from '../segment/glob';

/**
 * Links, `node_modules` and what has a leading dot in its name are passed over.
 * @returns paths that begin with the folder's @throws what the file system says of the folder
 */
export async function scheduledDefinitions(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of inNaturalOrder(await definitionsBelow(folder)))
    if (await mayHaveSchedule(path)) found.push(path);
  return found;
}

async function definitionsBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    // A folder within that nobody may look into holds none of ours.
    if (entry.isDirectory()) found.push(...(await definitionsBelow(path).catch(() => [])));
    if (entry.isFile() && definitionFileName.test(entry.name)) found.push(path);
  }
  return found;
}

/** What cannot be read may have one: whoever opens it says what is wrong with it. */
async function mayHaveSchedule(path: string): Promise<boolean> {
  try {
    const { schedule } = await readDefinitionAt(path);
    return schedule !== undefined && schedule.enabled !== false;
  } catch {
    return true;
  }
}
