// Generate Unattended Workflow: what runs exports where no VS Code is open. A workflow of GitHub is written where it belongs;
// what belongs to another machine opens as documents.
import { l10n, window, workspace, type QuickPickItem, type Uri, type WorkspaceFolder } from 'vscode';
import type { Destination } from '../../model/destination';
import { generate, type WorkflowKind } from '../../schedule/generate/generate';
import type { GeneratedFile, Unattended } from '../../schedule/generate/unattended';
import type { DefinitionFile } from '../definitions';
import { namedId } from '../findDestination';
import { plainText } from '../plainText';
import { scheduleTextOrWhy } from '../scheduleText';
import type { Services } from '../services';
import { writeWorkflow } from './writeWorkflow';

/** @throws NothingAhead, UnwritablePath, InvalidSchedule, and what writing throws */
export async function generateWorkflow(services: Services): Promise<void> {
  const folder = await chooseFolder();
  const kind = folder && (await chooseKind());
  if (!kind) return;
  const exports = await chooseExports(folder, services);
  if (!exports?.length) return;
  const options = { folder: folder.uri.fsPath, now: new Date() };
  const { files } = generate(
    kind,
    exports.map(({ unattended }) => unattended),
    options,
  );
  if (!(await show(kind, files, folder.uri))) return;
  void window.showInformationMessage(plainText([nextSteps[kind], ...elsewhere(exports, services)].join(' ')));
}

const title = l10n.t('Generate Unattended Workflow');

/** What is to be done by hand then. */
const nextSteps: Readonly<Record<WorkflowKind, string>> = {
  'github-actions': l10n.t(
    'Commit the workflow with the definitions. Its first lines say what the repository needs: a role of AWS, and the command line.',
  ),
  systemd: l10n.t(
    'Save the units in {0} of the machine, then start the timer: {1}',
    '/etc/systemd/system',
    'systemctl enable --now s3-exports.timer',
  ),
  crontab: l10n.t('Add the lines to the crontab of the machine: {0}', 'crontab -e'),
};

/** The command line looks into the folder alone. */
function elsewhere(exports: readonly Chosen[], { store }: Services): string[] {
  const lacking = exports.filter(({ destination }) => !store.isInWorkspace(destination.id));
  const names = [...new Set(lacking.map(({ destination }) => destination.name))];
  return names.length === 0
    ? []
    : [
        l10n.t(
          'In your own settings, where it does not look: {0}. Copy it to the workspace.',
          names.join(', '),
        ),
      ];
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length < 2) return folders[0];
  return window.showWorkspaceFolderPick({ placeHolder: l10n.t('Choose the folder with the definitions') });
}

async function chooseKind(): Promise<WorkflowKind | undefined> {
  const items: (QuickPickItem & { readonly value: WorkflowKind })[] = [
    {
      label: 'GitHub Actions',
      description: l10n.t('a workflow that takes a role of AWS; no keys are stored'),
      value: 'github-actions',
    },
    { label: 'systemd', description: l10n.t('a service with a timer'), value: 'systemd' },
    { label: 'crontab', description: l10n.t('a line for cron'), value: 'crontab' },
  ];
  const placeHolder = l10n.t('What is to run the exports?');
  return (await window.showQuickPick(items, { title, placeHolder }))?.value;
}

interface Chosen {
  readonly unattended: Unattended;
  readonly destination: Destination;
}

async function chooseExports(
  { uri }: WorkspaceFolder,
  { definitions, store }: Services,
): Promise<readonly Chosen[] | undefined> {
  const now = new Date();
  const items = (await definitions.all()).flatMap((file) => {
    const chosen = asChosen(file, uri, store.destinations());
    if (!chosen) return [];
    const { name, path, schedule } = chosen.unattended;
    const picked = schedule !== undefined && schedule.enabled !== false;
    return [{ label: name, description: scheduleTextOrWhy(schedule, now), detail: path, picked, chosen }];
  });
  if (items.length === 0) {
    void window.showInformationMessage(
      l10n.t('No export definition of the workspace names a destination that is there.'),
    );
    return undefined;
  }
  const placeHolder = l10n.t('Choose the exports that it is to run');
  const picked = await window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  return picked?.map(({ chosen }) => chosen);
}

/** Nothing for what lies elsewhere, or goes nowhere. */
function asChosen(
  file: DefinitionFile,
  folder: Uri,
  destinations: readonly Destination[],
): Chosen | undefined {
  if ('problem' in file || !file.uri.path.startsWith(`${folder.path}/`)) return undefined;
  const { definition, name, uri } = file;
  const destination = destinations.find(({ id }) => id === namedId({ definition }));
  if (!destination) return undefined;
  const unattended = {
    ...{ path: uri.path.slice(folder.path.length + 1), name, schedule: definition.schedule },
    ...{ incremental: definition.incremental !== undefined, source: definition.segment.source },
    region: destination.region,
  };
  return { unattended, destination };
}

/** @returns false when a workflow that is there was to stay */
async function show(kind: WorkflowKind, files: readonly GeneratedFile[], folder: Uri): Promise<boolean> {
  for (const file of files) {
    if (kind !== 'github-actions') await openText(kind, file);
    else if (!(await writeWorkflow(folder, file))) return false;
  }
  return true;
}

/** The file that it becomes is said where there are several. */
async function openText(kind: WorkflowKind, { name, text }: GeneratedFile): Promise<void> {
  const language = kind === 'systemd' ? 'ini' : 'shellscript';
  const content = kind === 'systemd' ? `# ${name}\n${text}` : text;
  await window.showTextDocument(await workspace.openTextDocument({ language, content }), { preview: false });
}
