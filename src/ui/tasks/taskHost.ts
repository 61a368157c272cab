// The host of the command line in a task's terminal: settings, keys and storage are the extension's own, and a push asks the
// question that every push asks.
import { dirname, resolve } from 'node:path';
import { workspace } from 'vscode';
import type { Host, PushObserver } from '../../cli/host';
import { connect } from '../../delivery/connection';
import { settings } from '../contributions';
import type { DestinationStore } from '../destinationStore';
import { knownSecrets } from '../findingSettings';
import { confirmPush } from '../pushConfirm';
import { withTargets } from '../pushPrepare';
import { runRequest } from '../runRequest';
import type { Services } from '../services';
import { stateFolder } from '../stateFolder';
import { openSubject } from '../subject';
import { noteDelivered } from '../tellPushed';
import type { ExportTask } from './exportTask';
import type { TerminalStreams } from './taskTerminal';

export function taskHost(task: ExportTask, streams: TerminalStreams, services: Services): Host {
  const { context, keys, asking, store } = services;
  const folder = workspace.getWorkspaceFolder(task.file)?.uri.fsPath ?? dirname(task.file.fsPath);
  return {
    ...streams,
    folder,
    path: (name) => resolve(folder, name),
    stateFolder: () => stateFolder(context),
    settings: () => Promise.resolve(settingsFor(task, store)),
    connect: (destination) => connect(destination, (expired) => asking.getAccessKey(destination, expired)),
    secrets: (target) => knownSecrets(keys, 'bucket' in target ? target : undefined),
    pushes: observer(task, services),
  };
}

/** What a settings file would say. */
function settingsFor({ file }: ExportTask, store: DestinationStore): Readonly<Record<string, unknown>> {
  const { section, destinations, ...others } = settings;
  const configuration = workspace.getConfiguration(section, file);
  const entries = store.entries().map(({ id }) => [id, store.rawSettings(id)] as const);
  return Object.fromEntries([
    [`${section}.${destinations}`, Object.fromEntries(entries)],
    ...Object.values(others).map((name) => [`${section}.${name}`, configuration.get(name)] as const),
  ]);
}

function observer({ file }: ExportTask, services: Services): PushObserver {
  return {
    confirm: async ({ connection, signal, ...read }) => {
      const subject = await openSubject(file);
      const prepared = await withTargets(connection, { subject, ...read }, services.receipts, signal);
      if (!(await confirmPush(prepared))) return undefined;
      return { targets: prepared.targets, request: runRequest(subject) };
    },
    delivered: (receipt, destination) => void noteDelivered(destination, receipt, services),
  };
}
