// Completion in export definitions, beside that of the schema. What is proposed is decided in export/language.
import {
  CompletionItem,
  CompletionItemKind,
  MarkdownString,
  type CompletionItemProvider,
  type TextDocument,
} from 'vscode';
import { DefinitionText, type Meaning } from '../../export/language/definitionText';
import { anyTarget, nameOfText } from '../../export/language/nameOfText';
import { proposalsAt, type Proposal, type Surroundings } from '../../export/language/proposals';
import { spotAt } from '../../export/language/spot';
import type { Around } from './around';
import { rangeOf, whileWanted } from './documents';

/** What proposals are asked for after. */
export const completionTriggers = ['"', '.', '%', '/'];

export function completionOf(around: Around): CompletionItemProvider {
  return {
    provideCompletionItems: (document, position, token) => {
      const definition = new DefinitionText(document.getText());
      const offset = document.offsetAt(position);
      const spot = spotAt(definition, offset);
      if (!spot) return undefined;
      return whileWanted(token, async (signal) => {
        const surroundings = await surroundingsOf(document, definition, spot.meaning, around, signal);
        return proposalsAt(definition, spot, offset, surroundings).map((proposal, index) =>
          itemOf(document, proposal, index),
        );
      });
    },
  };
}

const needFields: readonly Meaning[] = ['path', 'column', 'key'];

/** As far as it is asked for. */
async function surroundingsOf(
  document: TextDocument,
  definition: DefinitionText,
  meaning: Meaning,
  around: Around,
  signal: AbortSignal,
): Promise<Surroundings> {
  const needsSegment = meaning === 'fileName' || needFields.includes(meaning);
  const segment = needsSegment ? await around.segment(document, definition) : { source: undefined };
  return {
    fields: needFields.includes(meaning) ? await around.fields(segment, signal) : undefined,
    files: meaning === 'source' ? await around.files(document) : [],
    destinations: around.store.destinations(),
    macroValue: (macro) => {
      const target = { ...(around.destination(definition) ?? anyTarget), folderPath: '' };
      const extension = `.${target.format.fileExtension}`;
      try {
        const key = segment.source && nameOfText(definition, segment.source, target, new Date(), macro).key;
        return key?.slice(0, -extension.length);
      } catch {
        return undefined;
      }
    },
  };
}

const kinds: Record<Proposal['kind'], CompletionItemKind> = {
  field: CompletionItemKind.Field,
  column: CompletionItemKind.Struct,
  header: CompletionItemKind.Text,
  destination: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  macro: CompletionItemKind.Variable,
  timeZone: CompletionItemKind.Constant,
};

/** In the order in which they are proposed. */
function itemOf(document: TextDocument, proposal: Proposal, index: number): CompletionItem {
  const { kind, label, text, span, detail, description } = proposal;
  const item = new CompletionItem(label, kinds[kind]);
  item.insertText = text;
  item.range = rangeOf(document, span);
  // What stands there, and what is found by it, is a text in quotes.
  item.filterText = kind === 'macro' ? text : JSON.stringify(label);
  item.sortText = String(index).padStart(5, '0');
  if (detail !== undefined) item.detail = detail;
  if (description !== undefined) item.documentation = new MarkdownString().appendText(description);
  return item;
}
