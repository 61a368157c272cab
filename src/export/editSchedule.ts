// Writes when an export runs, and what its runs write, into the text of an export definition: field by field, so that
// whatever a person did not decide anew stays as it stands there, comments among it.
import * as l10n from '@vscode/l10n';
import type { JSONPath } from 'jsonc-parser';
import { parseCommentedJson } from '../model/commentedJson';
import { InvalidDefinition, type DefinitionSettings } from '../model/definition';
import { IncrementalSettings, type Incremental } from '../model/incremental';
import { ScheduleSettings } from '../model/scheduleSettings';
import { setField } from './setField';

/** What scheduled runs write: every record each time, or what changed, by one of two ways to tell. */
export type RunMode = 'full' | Incremental['by'];

/**
 * @param schedule what is left out is taken out. What is the default is written only where something else stands
 * @throws InvalidDefinition for a text that is no JSON
 */
export function withSchedule(text: string, schedule: ScheduleSettings): string {
  const fields = Object.entries(ScheduleSettings.properties);
  const wanted = (name: string): unknown => schedule[name as keyof ScheduleSettings];
  if (!isObject(settingsIn(text).schedule)) {
    const own = fields.filter(([name, field]) => wanted(name) !== defaultOf(field));
    return setField(text, ['schedule'], Object.fromEntries(own.map(([name]) => [name, wanted(name)])));
  }
  return fields.reduce(
    (edited, [name, field]) => withField(edited, ['schedule', name], wanted(name), defaultOf(field)),
    text,
  );
}

/** The export then runs by hand alone. @throws InvalidDefinition for a text that is no JSON */
export function withoutSchedule(text: string): string {
  return settingsIn(text).schedule === undefined ? text : setField(text, ['schedule'], undefined);
}

/**
 * Whether the schedule counts; a definition without one stays as it is.
 * @throws InvalidDefinition for a text that is no JSON
 */
export function withEnabled(text: string, enabled: boolean): string {
  return isObject(settingsIn(text).schedule) ? withField(text, ['schedule', 'enabled'], enabled, true) : text;
}

/**
 * @param key what identifies a profile, where an incremental export has no deduplication key yet
 * @throws InvalidDefinition for a text that is no JSON
 */
export function withMode(text: string, mode: RunMode, key?: string): string {
  const { deduplicate } = settingsIn(text);
  const edited = withField(text, ['mode'], mode === 'full' ? mode : 'incremental', 'full');
  if (mode === 'full') return edited;
  const keyed = key && !deduplicate ? setField(edited, ['deduplicate'], { keys: [key] }) : edited;
  return withField(keyed, ['incremental', 'by'], mode, defaultOf(IncrementalSettings.properties.by));
}

/** The settings of a definition as they stand there, right or wrong. @throws InvalidDefinition for a text that is no JSON */
export function settingsIn(text: string): Partial<DefinitionSettings> {
  const settings = parseCommentedJson(text);
  if (!isObject(settings)) throw new InvalidDefinition(l10n.t('It is not JSON.'));
  return settings;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withField(text: string, path: JSONPath, wanted: unknown, byDefault: unknown): string {
  const now = path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    settingsIn(text),
  );
  return (now ?? byDefault) === (wanted ?? byDefault) ? text : setField(text, path, wanted);
}

function defaultOf(field: object): unknown {
  return 'default' in field ? field.default : undefined;
}
