// The columns that a definition has while a person writes it, each by itself: one that cannot be read leaves the others.
import type { Node } from 'jsonc-parser';
import { Check } from 'typebox/value';
import type { Column } from '../../model/column';
import { valueOfNode } from '../../model/commentedJson';
import { ColumnSettings, readColumn } from '../../model/definition';
import { asFailure, type Failure } from '../../model/failure';
import type { DefinitionText } from './definitionText';

export interface ColumnText {
  readonly index: number;
  readonly node: Node;
  /** Undefined where it cannot be read. */
  readonly column: Column | undefined;
  /** Why not. Undefined where the schema tells. */
  readonly failure: Failure | undefined;
}

/** Undefined where the definition leaves its columns to the segment. */
export function columnTexts(definition: DefinitionText): ColumnText[] | undefined {
  const array = definition.node('columns');
  if (array?.type !== 'array') return undefined;
  return (array.children ?? []).map((node, index) => ({ index, node, ...read(node, index) }));
}

/** Those that can be read. */
export function readableColumns(definition: DefinitionText): Column[] | undefined {
  return columnTexts(definition)?.flatMap(({ column }) => column ?? []);
}

function read(node: Node, index: number): Pick<ColumnText, 'column' | 'failure'> {
  const settings = valueOfNode(node);
  if (!Check(ColumnSettings, settings)) return { column: undefined, failure: undefined };
  try {
    return { column: readColumn(settings, index), failure: undefined };
  } catch (error) {
    return { column: undefined, failure: asFailure(error) };
  }
}
