// The commands of destinations. Each takes the tree row that it was started from, or asks which destination is meant.
import { commands as vscodeCommands, Disposable, l10n } from 'vscode';
import type { Destination } from '../model/destination';
import { runCheck } from './checkConnection';
import { commands } from './contributions';
import { copyJson, copyUri } from './copyDestination';
import { copyPolicy } from './copyPolicy';
import { markProduction, removeProductionMark } from './markProduction';
import { moveDestination } from './moveDestination';
import { copyLink, registerDestinationLinks } from './destinationLinks';
import { enterAccessKey, tellAccessKey } from './enterAccessKey';
import { importDestinations } from './importDestinations';
import { openDestinationSettings } from './openSetting';
import { pickDestination } from './pickDestination';
import { destinationIn } from './commandOrigin';
import { removeDestination, removeInvalidDestination } from './removeDestination';
import type { Services } from './services';
import { showFailure } from './showFailure';
import type { InvalidDestinationNode, TreeNode } from './treeNodes';
import { DestinationWizard } from './wizard';

type Run<Argument> = (argument: Argument) => unknown;

/** Registers the commands. */
export function registerDestinationCommands(services: Services): Disposable {
  const { log, store, tree } = services;
  const wizard = new DestinationWizard(services);

  const register = (command: string, run: Run<TreeNode | undefined>) =>
    vscodeCommands.registerCommand(command, async (node?: TreeNode) => {
      try {
        await run(node);
      } catch (error) {
        await showFailure(error, log);
      }
    });

  /** @param runInvalid what to do with a destination that cannot be used. Its row has no other commands. */
  const registerForOne = (
    command: string,
    title: string,
    run: Run<Destination>,
    runInvalid?: Run<InvalidDestinationNode>,
  ) =>
    register(command, async (node) => {
      if (node?.kind === 'invalid') return runInvalid?.(node);
      const destination = destinationIn(node) ?? (await pickDestination(store, title));
      if (destination) await run(destination);
    });

  return Disposable.from(
    registerDestinationLinks(services, wizard),
    register(commands.addDestination, () => wizard.add()),
    register(commands.importDestinations, () => importDestinations(services)),
    registerForOne(
      commands.editDestination,
      l10n.t('Edit Destination'),
      (destination) => wizard.edit(destination),
      ({ id }) => openDestinationSettings(store.isInWorkspace(id)),
    ),
    registerForOne(
      commands.removeDestination,
      l10n.t('Remove Destination'),
      (destination) => removeDestination(destination, services),
      ({ id }) => removeInvalidDestination(id, services),
    ),
    registerForOne(commands.enterAccessKey, l10n.t('Enter Access Key'), async (destination) => {
      const kept = await enterAccessKey(destination, services);
      if (kept) await tellAccessKey(kept);
    }),
    registerForOne(commands.checkConnection, l10n.t('Check Connection'), (destination) =>
      runCheck(destination, services),
    ),
    registerForOne(commands.copyPolicy, l10n.t('Copy Minimal IAM Policy'), copyPolicy),
    registerForOne(commands.copyDestinationUri, l10n.t('Copy S3 URI'), copyUri),
    registerForOne(commands.copyDestinationJson, l10n.t('Copy Destination as JSON'), (destination) =>
      copyJson(destination, services),
    ),
    registerForOne(commands.copyDestinationLink, l10n.t('Copy Link to Add Destination'), (destination) =>
      copyLink(destination, services),
    ),
    register(commands.refresh, (node) =>
      isInExports(node) ? tree.refreshExports() : tree.refresh(destinationIn(node)?.id),
    ),
    registerForOne(commands.markProduction, l10n.t('Mark as Production'), (destination) =>
      markProduction(destination, services),
    ),
    registerForOne(commands.removeProductionMark, l10n.t('Remove Production Mark'), (destination) =>
      removeProductionMark(destination, store),
    ),
    registerForOne(commands.moveUp, l10n.t('Move Up'), ({ id }) => moveDestination(id, -1, store)),
    registerForOne(commands.moveDown, l10n.t('Move Down'), ({ id }) => moveDestination(id, 1, store)),
    register(commands.loadMore, (node) => {
      const destination = destinationIn(node);
      return destination && tree.loadMore(destination);
    }),
    register(commands.showLog, () => log.show()),
  );
}

function isInExports(node: TreeNode | undefined): boolean {
  return node?.kind === 'exports' || (node?.kind === 'failed' && node.folder === 'exports');
}
