// s3destinations_dry_run_export: everything that a push does but the write.
import { posix } from 'node:path';
import { l10n } from 'vscode';
import { s3Uri } from '../../model/bucketName';
import { bytesOf, droppedRows } from '../../model/receipt';
import { knownSecrets, ruleSettings } from '../findingSettings';
import { takenKeys } from '../keysText';
import { Reporter } from '../progress';
import { factsOf } from '../pushFacts';
import { preparePush, type PreparedPush } from '../pushPrepare';
import type { Services } from '../services';
import { withConnection } from '../withConnection';
import { openExport, requireDestination } from './exportAt';
import type { Tool } from './tool';

type Known = Pick<Services, 'store' | 'receipts' | 'keys'>;

/** More addresses say nothing more. */
const filesTold = 20;

export function dryRunExport({ store, keys, receipts }: Known): Tool<'s3destinations_dry_run_export'> {
  return {
    prepare: ({ file }) =>
      Promise.resolve({ invocationMessage: l10n.t('Dry run of {0}', posix.basename(file)) }),
    run: async (input, signal) => {
      const subject = await openExport(input);
      const destination = requireDestination(input, subject, store);
      const secrets = await knownSecrets(keys, destination);
      const options = { signal, reporter: new Reporter(), receipts, secrets };
      const rules = ruleSettings(subject.file);
      const prepared = await withConnection(destination, keys, (connection) =>
        preparePush(connection, subject, new Date(), { ...options, rules }),
      );
      return preparedFacts(prepared);
    },
  };
}

/** What a push would do. */
function preparedFacts(prepared: PreparedPush): object {
  const { destination, totals, targets, findings } = prepared;
  const files = totals.files.slice(0, filesTold).map(({ key, rows, bytes, sha256 }, index) => ({
    ...{ address: s3Uri(destination.bucket, targets[index]?.key ?? key), rows, bytes, sha256 },
  }));
  return {
    ...{ destination: destination.id, production: destination.production, files },
    ...{ fileCount: totals.files.length, rowsRead: totals.rowsRead, rowsWritten: totals.rowsWritten },
    ...{ dropped: droppedRows(totals), bytes: bytesOf(totals), findings: findings.counts },
    pushWouldBeRefused: takenKeys(prepared).length > 0,
    facts: factsOf(prepared),
  };
}
