// What is in the file of an export definition: bytes become the definition.
import * as l10n from '@vscode/l10n';
import { InvalidDefinition, readDefinition, type Definition } from '../model/definition';

/** In bytes. Definitions are written by people and have some hundred lines. */
export const largestDefinition = 5_000_000;

/** Its code is that of other files that are no definition. */
export class DefinitionTooLarge extends InvalidDefinition {
  constructor() {
    super(l10n.t('It is larger than {0} MB.', largestDefinition / 1_000_000));
  }
}

/**
 * Reads a definition from the bytes of its file.
 * @throws DefinitionTooLarge, and InvalidDefinition, InvalidPath, DuplicateHeader as `readDefinition` does
 */
export function definitionIn(bytes: Uint8Array): Definition {
  if (bytes.length > largestDefinition) throw new DefinitionTooLarge();
  return readDefinition(textOf(bytes));
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidDefinition(l10n.t('It is not UTF-8.'));
  }
}
