// The order in which a person wants to see destinations. VS Code keeps it beside the settings, which stay as they are, with
// their comments: nothing but the looks of the view hangs on it.
import type { Memento } from 'vscode';

/** Which settings have a destination. */
export type Scope = 'user' | 'workspace';

const key = 'destinationOrder';

export class DestinationOrder {
  /** @param mementos what is kept for the user everywhere, and for the user in this workspace */
  constructor(private readonly mementos: Readonly<Record<Scope, Memento>>) {}

  /** The ids as a person has ordered them; others stand behind them as they come. */
  sorted(scope: Scope, ids: readonly string[]): string[] {
    const kept = this.mementos[scope].get<readonly string[]>(key, []).filter((id) => ids.includes(id));
    return [...kept, ...ids.filter((id) => !kept.includes(id))];
  }

  async keep(scope: Scope, ids: readonly string[]): Promise<void> {
    await this.mementos[scope].update(key, ids);
  }
}

/** Puts one into the place of another, which makes room for it; those between move up. */
export function movedTo(ids: readonly string[], id: string, target: string): string[] {
  const others = ids.filter((each) => each !== id);
  return others.toSpliced(ids.indexOf(target), 0, id);
}
