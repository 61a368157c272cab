// Tells VS Code what changed in a tree. It drops the change of a node whose rows it is just fetching, and would show for ever
// what they were before; so a change is told again until the rows are asked for.
import { setTimeout as sleep } from 'node:timers/promises';
import { EventEmitter, type Disposable } from 'vscode';

/** In milliseconds: longer than a change usually takes to be heard. */
const patience = 500;

/** A node that is out of sight is not asked for until it is seen, and then anew anyway. */
const mostTimes = 10;

export class TreeChanges<Node extends object> implements Disposable {
  private readonly changed = new EventEmitter<Node | undefined>();
  /** For `onDidChangeTreeData`. */
  readonly event = this.changed.event;
  private readonly unheard = new Set<Node | undefined>();

  /** @param node whose rows changed. Default: all of the tree */
  tell(node?: Node): void {
    if (this.unheard.has(node)) return;
    this.unheard.add(node);
    void this.tellAgain(node);
  }

  /** The rows of a node are asked for: to be called by `getChildren`, before it looks. */
  heard(node?: Node): void {
    this.unheard.delete(node);
  }

  dispose(): void {
    this.unheard.clear();
    this.changed.dispose();
  }

  private async tellAgain(node: Node | undefined): Promise<void> {
    for (let time = 0; time < mostTimes && this.unheard.has(node); time++) {
      this.changed.fire(node);
      await sleep(patience, undefined, { ref: false });
    }
    this.unheard.delete(node);
  }
}
