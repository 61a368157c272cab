// What hovers over places of an export definition say, beside the descriptions of the schema.
import { Hover, MarkdownString, type HoverProvider } from 'vscode';
import { Check } from 'typebox/value';
import { DefinitionText, touches } from '../../export/language/definitionText';
import { hoverAt, type HoverText } from '../../export/language/hover';
import { explain } from '../../model/failure';
import { ScheduleSettings } from '../../model/scheduleSettings';
import { scheduleLines } from '../scheduleText';
import type { Around } from './around';
import { rangeOf, whileWanted } from './documents';

export function hoversOf(around: Around): HoverProvider {
  return {
    provideHover: (document, position, token) =>
      whileWanted(token, async (signal) => {
        const definition = new DefinitionText(document.getText());
        const offset = document.offsetAt(position);
        const moment = new Date();
        const found = scheduleHover(definition, offset, moment) ?? (await known(signal));
        return found && new Hover(markdownOf(found), rangeOf(document, found.span));

        async function known(wanted: AbortSignal): Promise<HoverText | undefined> {
          const segment = await around.segment(document, definition);
          const fields = await around.fields(segment, wanted);
          const target = around.destination(definition);
          return hoverAt(definition, offset, { source: segment.source, fields, target, moment });
        }
      }),
  };
}

/** Over the whole of it. Nothing where it does not follow the schema. */
function scheduleHover(definition: DefinitionText, offset: number, now: Date): HoverText | undefined {
  const span = definition.node('schedule')?.parent;
  const settings = definition.value('schedule');
  if (!span || !touches(span, offset) || !Check(ScheduleSettings, settings)) return undefined;
  try {
    return { span, lines: scheduleLines(settings, now) };
  } catch (error) {
    const { what, why } = explain(error);
    return { span, lines: [`${what} ${why}`] };
  }
}

/** Names of files and headers are others' texts: nothing in them is Markdown. */
function markdownOf({ code, lines }: HoverText): MarkdownString {
  const markdown = new MarkdownString();
  if (code !== undefined) markdown.appendCodeblock(code, 'plaintext');
  return markdown.appendText(lines.join('\n'));
}
