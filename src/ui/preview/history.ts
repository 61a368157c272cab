// The mapping as a person edited it, with what can be undone and redone.
import type { ColumnEdit } from '../../model/columnEdit';

/** Undefined: as the file has it. */
type Edits = readonly ColumnEdit[] | undefined;

export class EditHistory {
  private past: Edits[] = [];
  private future: Edits[] = [];

  constructor(public current: Edits = undefined) {}

  edit(edits: Edits): void {
    this.past.push(this.current);
    this.future = [];
    this.current = edits;
  }

  undo(): void {
    if (!this.canUndo) return;
    this.future.push(this.current);
    this.current = this.past.pop();
  }

  redo(): void {
    if (!this.canRedo) return;
    this.past.push(this.current);
    this.current = this.future.pop();
  }

  /** After saving: the file has it all. */
  clear(): void {
    this.past = [];
    this.future = [];
    this.current = undefined;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }
}
