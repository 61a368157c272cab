// Entry for VS Code: wires the rooms, nothing else. Nothing is read or loaded until it is needed.
import { join } from 'node:path';
import { config as configureL10n } from '@vscode/l10n';
import { l10n, type ExtensionContext } from 'vscode';
import { Journal } from './delivery/journal';
import { ReceiptStore } from './delivery/receiptStore';
import { RunHistory } from './delivery/runHistory';
import { AccessKeyStore } from './ui/accessKeyStore';
import { AskingKeys } from './ui/askingKeys';
import { registerCompare } from './ui/compareExport';
import { registerCreateDefinition } from './ui/createDefinition';
import { DeliveredIndex } from './ui/deliveredIndex';
import { Definitions } from './ui/definitions';
import { registerDestinationCommands } from './ui/destinationCommands';
import { DestinationOrder } from './ui/destinationOrder';
import { DestinationStore } from './ui/destinationStore';
import { ExportIndex } from './ui/exportIndex';
import { registerFindingFixes } from './ui/findingFixes';
import { FindingsProblems } from './ui/findingsProblems';
import { registerExportCommands } from './ui/exportCommands';
import { registerInterruptedPushes } from './ui/interruptedPushes';
import { DestinationDragging } from './ui/dragging';
import { registerDryRun } from './ui/dryRunExport';
import { keepCopiesIn } from './ui/localCopies';
import { registerLanguage } from './ui/language/register';
import { createLog } from './ui/log';
import { registerProductionDecorations } from './ui/markProduction';
import { registerObjectCommands } from './ui/objectCommands';
import { registerObjectPreview } from './ui/objectPreview';
import { OpenPreviews } from './ui/openPreviews';
import { registerPreviewDocuments } from './ui/previewDocuments';
import { registerPreview } from './ui/preview/commands';
import { registerPush } from './ui/pushExport';
import { registerReceipts } from './ui/receipts';
import { registerSample } from './ui/sample';
import { RunningPushes } from './ui/runningPushes';
import { registerRuns } from './ui/runs/commands';
import { registerScheduleCommands } from './ui/schedule/commands';
import { registerSchedules } from './ui/schedule/register';
import { Schedules } from './ui/schedule/schedules';
import type { Services } from './ui/services';
import { schedulesFolder, stateFolder } from './ui/stateFolder';
import { registerTasks } from './ui/tasks/taskProvider';
import { registerTools } from './ui/tools/register';
import { DestinationTree } from './ui/tree';
import { registerVerify } from './ui/verifyDelivery';
import { WorkingCopies } from './ui/workingCopies';

export function activate(context: ExtensionContext): void {
  // The rooms that do not know VS Code translate by a package of their own.
  if (l10n.bundle) configureL10n({ contents: l10n.bundle });
  const log = createLog();
  const order = new DestinationOrder({ user: context.globalState, workspace: context.workspaceState });
  const store = new DestinationStore(order);
  const keys = new AccessKeyStore(context.secrets);
  const receipts = new ReceiptStore(join(stateFolder(context), 'receipts'));
  const runs = new RunHistory(join(stateFolder(context), 'runs'));
  const definitions = new Definitions();
  const tree = new DestinationTree(
    store,
    new ExportIndex(definitions, runs, store, schedulesFolder(context)),
    new DeliveredIndex({ store, keys, receipts, log }),
    new DestinationDragging(store, log),
  );
  const journal = new Journal(join(stateFolder(context), 'uploads'));
  const asking = new AskingKeys({ keys, store, tree, log });
  const previews = new OpenPreviews();
  const copies = new WorkingCopies(join(stateFolder(context), 'copies'));
  const problems = new FindingsProblems();
  const services: Services = {
    context,
    log,
    store,
    keys,
    asking,
    tree,
    definitions,
    previews,
    journal,
    receipts,
    runs,
    running: new RunningPushes(),
    copies,
    problems,
  };
  const schedules = new Schedules(services);
  context.subscriptions.push(
    log,
    store,
    tree,
    definitions,
    registerFindingFixes(store),
    registerDestinationCommands(services),
    registerCreateDefinition(services),
    registerLanguage(services),
    registerExportCommands(),
    registerPreview(services),
    registerPreviewDocuments(services),
    registerDryRun(services),
    registerPush(services),
    registerScheduleCommands(services),
    registerCompare(services),
    registerInterruptedPushes(services),
    registerObjectPreview(services),
    registerObjectCommands(services),
    registerProductionDecorations(),
    registerReceipts(services),
    registerRuns(services, schedules),
    registerSchedules(schedules, services),
    registerTools(services),
    registerSample(services),
    registerVerify(services),
    registerTasks(services),
    keepCopiesIn(copies),
    copies,
    // Behind those that clear what they have told it.
    problems,
  );
}
