// `list`: the destinations, one a line, with what is wrong where one cannot be used.
import { s3Uri } from '../model/bucketName';
import { readDestination } from '../model/destination';
import { sentences, explain } from '../model/failure';
import type { ListArguments } from './arguments';
import { readSettings } from './config';
import type { Host } from './host';
import { print, table } from './terminal';

export async function list({ config }: ListArguments, host: Host): Promise<void> {
  const settings = await readSettings(host, config);
  await print(host, table(Object.entries(settings).map(([id, value]) => [id, describe(id, value)])));
}

function describe(id: string, settings: unknown): string {
  try {
    const { bucket, folderPath, format } = readDestination(id, settings);
    return `${s3Uri(bucket, folderPath)}  ${format.type} (.${format.fileExtension})`;
  } catch (error) {
    return sentences(explain(error));
  }
}
