// The lenses above an export definition: preview it, try it, push it where it says; and what it says.
import {
  CodeLens,
  EventEmitter,
  l10n,
  Range,
  workspace,
  type CodeLensProvider,
  type Command,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { Check } from 'typebox/value';
import { readableColumns } from '../../export/language/columnTexts';
import { DefinitionText } from '../../export/language/definitionText';
import { s3Uri } from '../../model/bucketName';
import { ScheduleSettings } from '../../model/scheduleSettings';
import { commands } from '../contributions';
import { textLens } from '../lenses';
import { countText } from '../localFigures';
import { scheduleTextOrWhy } from '../scheduleText';
import type { Around } from './around';
import { isDefinitionDocument } from './documents';
import type { DefinitionRun } from './runDefinition';

export class DefinitionLenses implements CodeLensProvider, Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly around: Around) {
    this.subscriptions = [
      this.changed,
      around.store.onDidChange(() => this.changed.fire()),
      // What is saved needs no saving; a change of the text alone asks for lenses by itself.
      workspace.onDidSaveTextDocument((document) => {
        if (isDefinitionDocument(document)) this.changed.fire();
      }),
    ];
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const definition = new DefinitionText(document.getText());
    if (definition.root?.type !== 'object') return [];
    const top = new Range(0, 0, 0, 0);
    return lensesOf(document, definition, this.around).map((command) => new CodeLens(top, command));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function lensesOf(document: TextDocument, definition: DefinitionText, around: Around): Command[] {
  const named = around.destinationId(definition);
  const destination = around.destination(definition);
  const lens = (title: string, command: DefinitionRun['command']): Command => {
    const run: DefinitionRun = { file: document.uri, destinationId: destination?.id, command };
    return { title, command: commands.runDefinition, arguments: [run] };
  };
  const { isDirty } = document;
  const isLost = named !== undefined && !destination;
  return [
    lens(isDirty ? l10n.t('Save and Preview') : l10n.t('Preview'), 'previewExport'),
    ...(isLost
      ? [textLens(l10n.t('The destination "{0}" is not there.', named))]
      : [
          lens(isDirty ? l10n.t('Save and Dry Run') : l10n.t('Dry Run'), 'dryRunExport'),
          lens(pushTitle(isDirty, destination?.name), 'pushExport'),
        ]),
    textLens(facts(definition, around)),
    scheduleLens(document, definition),
  ];
}

function pushTitle(isDirty: boolean, name: string | undefined): string {
  if (name === undefined) return isDirty ? l10n.t('Save and Push…') : l10n.t('Push…');
  return isDirty ? l10n.t('Save and Push to {0}…', name) : l10n.t('Push to {0}…', name);
}

function facts(definition: DefinitionText, around: Around): string {
  const destination = around.destination(definition);
  return [
    ...(destination ? [s3Uri(destination.bucket, destination.folderPath)] : []),
    columnsText(readableColumns(definition)?.length),
  ].join(' · ');
}

function columnsText(count: number | undefined): string {
  if (count === undefined) return l10n.t('the columns of the segment');
  return count === 1 ? l10n.t('1 column') : l10n.t('{0} columns', countText(count));
}

/** What the schedule is, and the way to another one. */
function scheduleLens({ uri }: TextDocument, definition: DefinitionText): Command {
  const schedule = definition.value('schedule');
  const title = Check(ScheduleSettings, schedule)
    ? scheduleTextOrWhy(schedule, new Date())
    : l10n.t('Set Schedule…');
  return { title, command: commands.setSchedule, arguments: [uri], tooltip: l10n.t('Set Schedule…') };
}
