// What a push puts into a bucket: an object delivered to a local S3 endpoint, read back by the AWS SDK alone.
import { Uri } from 'vscode';
import { deliver } from '../../src/delivery/deliver';
import { planExport } from '../../src/export/plan';
import { type FormatType } from '../../src/model/format';
import { openSubject, requestOf } from '../../src/ui/subject';
import { withStore } from './store';

/** Pushes a segment file or a definition into a new bucket. @returns the bytes of the first object */
export async function delivered(path: string, type: FormatType): Promise<Buffer> {
  return withStore(async (store) => {
    const connection = await store.connect({ type });
    try {
      const request = requestOf(await openSubject(Uri.file(path)));
      const planned = await planExport({ ...request, target: connection.destination, moment: new Date() });
      const { signal } = new AbortController();
      const [file] = (await deliver(connection, planned, { signal })).files;
      return await store.read(file?.key ?? '');
    } finally {
      connection.close();
    }
  });
}
