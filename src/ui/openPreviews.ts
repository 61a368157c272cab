// The previews that are open: what they show is what commands mean.
import type { Uri } from 'vscode';
import type { CompareWith } from './preview/comparing';
import type { PreviewRequest } from './previewUri';

/** An open preview, as far as others care. */
export interface OpenPreview {
  readonly file: Uri;
  request(): PreviewRequest;
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

  /** A file with its mapping as it is seen, which is saved if need be; nothing when the person left. */
  async saved(file: Uri): Promise<Uri | undefined> {
    const preview = this.of(file);
    return preview ? preview.save() : file;
  }
}
