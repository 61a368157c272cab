// The previews that are open: what they show is what commands mean.
import type { Uri } from 'vscode';
import type { CompareWith } from './preview/comparing';
import type { PreviewRequest } from './previewUri';
import { openSubject, type Subject } from './subject';

/** An open preview, as far as others care. */
export interface OpenPreview {
  readonly file: Uri;
  request(): PreviewRequest;
  /** Whether its mapping is edited and in no file yet. */
  readonly isEdited: boolean;
  /** What is exported, with the mapping as it is seen. @throws why that cannot be */
  subject(): Promise<Subject>;
  /** Saves an edited mapping. @returns the definition or segment file that has what is seen; nothing when the person left */
  save(): Promise<Uri | undefined>;
  openAsText(): Promise<void>;
  /** Compares what it shows with what was delivered. */
  compare(compared: CompareWith): Promise<void>;
}

export class OpenPreviews {
  private readonly byFile = new Map<string, OpenPreview>();
  /** The one whose editor has the focus. */
  inFront: OpenPreview | undefined;

  add(preview: OpenPreview): void {
    this.byFile.set(preview.file.toString(), preview);
  }

  remove(preview: OpenPreview): void {
    this.byFile.delete(preview.file.toString());
    if (this.inFront === preview) this.inFront = undefined;
  }

  of(file: Uri): OpenPreview | undefined {
    return this.byFile.get(file.toString());
  }

  /** What a file exports: as its preview shows it, if one is open. @throws what `openSubject` does */
  async subject(file: Uri): Promise<Subject> {
    const preview = this.of(file);
    return preview?.isEdited ? preview.subject() : openSubject(file);
  }

  /** Whether the preview of a file shows a format alone, so that nobody has said where the export goes. */
  showsNoDestination(file: Uri): boolean {
    const target = this.of(file)?.request().target;
    return target !== undefined && 'format' in target;
  }
}
