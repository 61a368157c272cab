// Why the schedule of a definition has no moments, marked at the field that says so.
import * as l10n from '@vscode/l10n';
import { DateTime } from 'luxon';
import type { Node } from 'jsonc-parser';
import { Check } from 'typebox/value';
import { checkSchedule, InvalidSchedule } from '../../model/scheduleProblem';
import { ScheduleSettings } from '../../model/scheduleSettings';
import { removeElement } from '../removeElement';
import type { DefinitionText } from './definitionText';
import { fieldEdit } from './fieldEdit';
import { nearest } from './nearest';
import { problemOf, type Fix, type Problem } from './problem';

/** Of a schedule that follows its schema. @param moment for the day that is proposed where one is missing */
export function scheduleProblems(definition: DefinitionText, moment: Date): Problem[] {
  const node = definition.node('schedule');
  const settings = definition.value('schedule');
  if (!node || !Check(ScheduleSettings, settings)) return [];
  try {
    checkSchedule(settings);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidSchedule)) throw error;
    const place = definition.node('schedule', error.field) ?? node;
    const fixes = fixesOf(error, definition, node, settings, moment);
    return [problemOf(error, place, { instead: insteadOf(error, settings), fixes })];
  }
}

function insteadOf({ field, instead }: InvalidSchedule, { timeZone = '' }: ScheduleSettings): string[] {
  if (field === 'timeZone') return nearest(timeZone, timeZones(), 1);
  return instead === undefined ? [] : [instead];
}

/** Names of time zones, as they are known here. */
export function timeZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** `once` is the one frequency that wants a field, and the one that does not take another. */
function fixesOf(
  { field }: InvalidSchedule,
  { text }: DefinitionText,
  node: Node,
  { frequency, timeZone = 'UTC' }: ScheduleSettings,
  moment: Date,
): Fix[] {
  if (frequency !== 'once') return [];
  if (field === 'frequency') {
    const day = DateTime.fromJSDate(moment, { zone: timeZone }).plus({ days: 1 }).toISODate() ?? '';
    const title = l10n.t('Add "startDate": "{0}"', day);
    return [{ title, edits: [fieldEdit(node, 'startDate', day)] }];
  }
  if (field !== 'endDate') return [];
  const index = node.children?.findIndex(({ children }) => children?.[0]?.value === field) ?? -1;
  return [{ title: l10n.t('Remove "endDate"'), edits: removeElement(text, node, index) }];
}
