// What is known around a definition that is being written: its segment's files and fields, and the destinations. All of it is
// looked up when somebody asks; nothing is asked of the network.
import { dirname } from 'node:path';
import { Uri, workspace, type Disposable, type TextDocument } from 'vscode';
import { FieldCache } from '../../export/language/fieldCache';
import type { DefinitionText } from '../../export/language/definitionText';
import type { Fields } from '../../export/language/fields';
import { segmentFilesNear } from '../../export/language/segmentFiles';
import { segmentOfText, type SegmentOfText } from '../../export/language/segmentOfText';
import type { Destination } from '../../model/destination';
import type { DestinationStore } from '../destinationStore';
import { namedId } from '../findDestination';
import { isInsideWorkspace } from '../insideWorkspace';

export class Around implements Disposable {
  private readonly cache = new FieldCache();

  constructor(readonly store: DestinationStore) {}

  segment({ uri }: TextDocument, definition: DefinitionText): Promise<SegmentOfText> {
    return segmentOfText(definition, dirname(uri.fsPath), mayLook);
  }

  /** Undefined for a segment that cannot be read. @throws the signal's AbortError */
  async fields({ source }: Pick<SegmentOfText, 'source'>, signal: AbortSignal): Promise<Fields | undefined> {
    return source && this.cache.get(source, signal);
  }

  /** Segment files near a definition, as they would stand in it. */
  async files({ uri }: TextDocument): Promise<readonly string[]> {
    const folder = dirname(uri.fsPath);
    return (await mayLook(folder)) ? segmentFilesNear(folder) : [];
  }

  /** The id of the destination that the text names; nothing where the workspace is not trusted. */
  destinationId(definition: DefinitionText): string | undefined {
    return namedId({ definition: { destination: definition.string('destination')?.text } });
  }

  /** Undefined also for one that is not there. */
  destination(definition: DefinitionText): Destination | undefined {
    const id = this.destinationId(definition);
    return id === undefined ? undefined : this.store.get(id);
  }

  dispose(): void {
    this.cache.dispose();
  }
}

/** What somebody else's definition names is looked at only inside the workspace, until that is trusted. */
async function mayLook(path: string): Promise<boolean> {
  return workspace.isTrusted || isInsideWorkspace(Uri.file(path)).catch(() => false);
}
