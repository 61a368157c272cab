// What Set Schedule asks about, between a definition and its text: every answer has a value, the defaults among them.
import { Check } from 'typebox/value';
import { settingsIn, withMode, withSchedule, type RunMode } from '../../export/editSchedule';
import { readableColumns } from '../../export/language/columnTexts';
import { DefinitionText } from '../../export/language/definitionText';
import { ScheduleSettings } from '../../model/scheduleSettings';

/** Days are empty where there is none. */
export interface ScheduleDraft extends Required<ScheduleSettings> {
  readonly mode: RunMode;
  /** What identifies a profile in an incremental export. Undefined where the definition says so already. */
  readonly key: string | undefined;
  /** Headers of the columns that the definition names, any of which may be the key. */
  readonly headers: readonly string[];
}

/** What is wrong in the definition is asked anew. @throws InvalidDefinition for a text that is no JSON */
export function draftOf(text: string): ScheduleDraft {
  const { schedule, mode, incremental, deduplicate } = settingsIn(text);
  const headers = readableColumns(new DefinitionText(text))?.map(({ header }) => header) ?? [];
  return {
    ...{ frequency: 'daily', time: '00:00', timeZone: 'UTC', startDate: '', endDate: '' },
    ...{ catchUp: 'latest', enabled: true },
    ...(Check(ScheduleSettings, schedule) && schedule),
    mode: mode !== 'incremental' ? 'full' : incremental?.by === 'changed' ? 'changed' : 'membership',
    key: deduplicate ? undefined : (headers[0] ?? ''),
    headers,
  };
}

/** Only what the frequency has a use for. */
export function scheduleOf(draft: ScheduleDraft): ScheduleSettings {
  const { frequency, time, timeZone, startDate, endDate, catchUp, enabled } = draft;
  if (frequency === 'onChange') return { frequency, enabled };
  return {
    ...{ frequency, time, timeZone, catchUp, enabled },
    ...(startDate && { startDate }),
    ...(endDate && frequency !== 'once' && { endDate }),
  };
}

/** @throws InvalidDefinition for a text that is no JSON */
export function withDraft(text: string, draft: ScheduleDraft): string {
  return withMode(withSchedule(text, scheduleOf(draft)), draft.mode, draft.key);
}
