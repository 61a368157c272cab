// s3destinations_push_export: pushes, after a person has confirmed it each time. What is marked as production is left to
// persons, and nothing is pushed from a workspace that is not trusted.
import { l10n, workspace, type PreparedToolInvocation } from 'vscode';
import type { Connection } from '../../delivery/connection';
import { KeyTaken } from '../../delivery/failures';
import type { RunRecorder } from '../../delivery/runRecorder';
import { resolveKey } from '../../export/plan';
import { s3Uri } from '../../model/bucketName';
import type { Destination } from '../../model/destination';
import { Failure } from '../../model/failure';
import { lastOf } from '../../model/finishedRun';
import { bytesOf, droppedRows, outcomeOf } from '../../model/receipt';
import { deliverConfirmed, type Delivered } from '../deliverWithProgress';
import { pathOf } from '../filePath';
import { knownSecrets, ruleSettings } from '../findingSettings';
import { takenKeys } from '../keysText';
import { countText } from '../localFigures';
import { Reporter } from '../progress';
import { beginPush } from '../pushExport';
import { preparePush } from '../pushPrepare';
import { runRecorder } from '../recordRun';
import type { Services } from '../services';
import { showFailure } from '../showFailure';
import { requestOf, stateOf, type Subject } from '../subject';
import { tellPushed } from '../tellPushed';
import { facts } from '../treeRow';
import { withConnection } from '../withConnection';
import { openExport, requireDestination } from './exportAt';
import type { ExportInput } from './inputs';
import type { Tool } from './tool';

/** A destination of production is pushed to by persons only. */
export class PushedByPersonsOnly extends Failure {
  constructor({ name }: Destination) {
    super('production-destination', {
      what: l10n.t('{0} is a production destination, so no tool pushes to it.', name),
      why: '',
      next: l10n.t('A person has to push: by Push Export in the Destinations view or the editor.'),
    });
  }
}

/** What was confirmed is not what would be pushed now. */
export class ChangedSinceAsked extends Failure {
  constructor() {
    super('changed-since-asked', {
      what: l10n.t('Nothing was pushed.'),
      why: l10n.t('The file or the destination has changed since a person was asked.'),
      next: l10n.t('Call the tool again, so that a person is asked about what it would push now.'),
    });
  }
}

/** What a person was asked about. */
interface Asked {
  /** Of the address that was shown. */
  readonly moment: Date;
  readonly state: string;
}

export function pushExport(services: Services): Tool<'s3destinations_push_export'> {
  /** By input: VS Code tells no call from another. */
  const asked = new Map<string, Asked>();
  return {
    prepare: async (input) => {
      const opened = await open(input, services);
      const question = { moment: new Date(), state: await stateOfPush(opened) };
      asked.set(JSON.stringify(input), question);
      return confirmation(opened, question.moment, services);
    },
    run: async (input, signal) => {
      const opened = await open(input, services);
      const question = asked.get(JSON.stringify(input));
      asked.delete(JSON.stringify(input));
      if (question && question.state !== (await stateOfPush(opened))) throw new ChangedSinceAsked();
      return push(opened, question?.moment ?? new Date(), signal, services);
    },
  };
}

/** What differs as soon as something else would be pushed, or to another place. */
async function stateOfPush({ subject, destination }: Opened): Promise<string> {
  return JSON.stringify([destination, await stateOf(subject)]);
}

interface Opened {
  readonly subject: Subject;
  readonly destination: Destination;
}

/** @throws what `openExport` and `requireDestination` do, PushedByPersonsOnly */
async function open(input: ExportInput, { store }: Services): Promise<Opened> {
  const subject = await openExport(input);
  const destination = requireDestination(input, subject, store);
  if (destination.production) throw new PushedByPersonsOnly(destination);
  return { subject, destination };
}

async function confirmation(
  { subject, destination }: Opened,
  moment: Date,
  { runs }: Services,
): Promise<PreparedToolInvocation> {
  const file = workspace.asRelativePath(subject.file);
  const { key } = resolveKey({ ...requestOf(subject), target: destination, moment });
  const last = lastOf(await runs.recent(), pathOf(subject.file), destination.id);
  const rows = last?.rowsWritten;
  const message = facts(l10n.t('What is pushed'), [
    [l10n.t('File'), file],
    [l10n.t('Destination'), destination.name],
    [l10n.t('Address'), s3Uri(destination.bucket, key)],
    [l10n.t('If an object has this address already'), ifTaken(destination)],
    ...(rows === undefined ? [] : [[l10n.t('Rows at the last push'), countText(rows)] as const]),
  ]);
  return {
    invocationMessage: l10n.t('Pushing {0} to {1}', file, destination.name),
    confirmationMessages: { title: l10n.t('Push {0} to {1}?', file, destination.name), message },
  };
}

function ifTaken({ object }: Destination): string {
  switch (object.overwrite) {
    case 'fail':
      return l10n.t('Nothing is pushed.');
    case 'replace':
      return l10n.t('It is replaced.');
    case 'rename':
      return l10n.t('The export gets the next free name.');
  }
}

async function push(opened: Opened, moment: Date, signal: AbortSignal, services: Services): Promise<object> {
  const { subject, destination } = opened;
  const recorder = runRecorder(subject.file, destination, services);
  const delivered = await services.running.only(subject.file, destination, () =>
    recorder.recordFailure(() =>
      withConnection(destination, services.keys, (connection) =>
        prepareAndDeliver(connection, subject, { moment, recorder, signal, services }),
      ),
    ),
  );
  if (!delivered) return { outcome: 'skipped' };
  void tellPushed({ ...delivered, destination }, services).catch((error: unknown) =>
    showFailure(error, services.log),
  );
  return toldOf(delivered);
}

interface Pushing {
  readonly moment: Date;
  readonly recorder: RunRecorder;
  readonly signal: AbortSignal;
  readonly services: Services;
}

/** Nothing is returned when the export has no rows, and is skipped then. */
async function prepareAndDeliver(
  connection: Connection,
  subject: Subject,
  { moment, recorder, signal, services }: Pushing,
): Promise<Delivered | undefined> {
  const { destination } = connection;
  const reporter = new Reporter();
  const secrets = await knownSecrets(services.keys, destination);
  const options = { signal, reporter, secrets, rules: ruleSettings(subject.file) };
  const prepared = await preparePush(connection, subject, moment, options);
  if (prepared.totals.files.length === 0) {
    await recorder.skipped(prepared.totals);
    return undefined;
  }
  if (takenKeys(prepared).length > 0) throw new KeyTaken(prepared.planned.plan.key, undefined);
  return deliverConfirmed(connection, await beginPush(prepared, recorder, services), signal, reporter);
}

function toldOf({ receipt }: Delivered): object {
  return {
    ...{ outcome: outcomeOf(receipt), receiptId: receipt.id },
    files: receipt.files.map(({ key, rows, bytes, sha256 }) => ({
      ...{ address: s3Uri(receipt.bucket, key), rows, bytes, sha256 },
    })),
    ...{ rowsWritten: receipt.rowsWritten, dropped: droppedRows(receipt), bytes: bytesOf(receipt) },
  };
}
