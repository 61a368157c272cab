// The destinations as settings hold them: user and workspace scope merged by id, workspace values only where trusted.
import { EventEmitter, workspace, ConfigurationTarget, type Disposable, type Event } from 'vscode';
import {
  readDestination,
  type Destination,
  type DestinationSettings,
  type InvalidDestination,
} from '../model/destination';
import { settings } from './contributions';
import { movedTo, type DestinationOrder, type Scope } from './destinationOrder';
import { writeSetting } from './settingsNotWritten';

/** One entry of the setting: a destination, or why it is none. */
export type DestinationEntry =
  | { readonly id: string; readonly destination: Destination }
  | { readonly id: string; readonly invalid: InvalidDestination };

/** As the view lists them. */
const listedScopes = ['user', 'workspace'] as const;

type Entries = Readonly<Record<string, unknown>>;

export class DestinationStore implements Disposable {
  private readonly changed = new EventEmitter<void>();
  /** Settings changed, or the workspace became trusted. */
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly subscriptions: Disposable[] = [
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settings.section}.${settings.destinations}`)) this.changed.fire();
    }),
    workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()),
  ];

  /** The last change: each is made of what settings have by then, so it waits for the one before. */
  private changing: Promise<unknown> = Promise.resolve();

  /**
   * @param order default: that of the settings
   * @param writeTo writes settings. Default: as VS Code does
   */
  constructor(
    private readonly order?: DestinationOrder,
    private readonly writeTo = writeSetting,
  ) {}

  /** All entries: those of the user's settings, then those of the workspace's, each in a person's order. */
  entries(): DestinationEntry[] {
    const merged = this.merged();
    return listedScopes.flatMap((scope) => this.idsOf(scope)).map((id) => readEntry(id, merged[id]));
  }

  /** The usable destinations. */
  destinations(): Destination[] {
    return this.entries().flatMap((entry) => ('destination' in entry ? [entry.destination] : []));
  }

  get(id: string): Destination | undefined {
    return this.destinations().find((destination) => destination.id === id);
  }

  /** The entry as it is written in settings, for editing. */
  rawSettings(id: string): unknown {
    return this.merged()[id];
  }

  /** The entries that are ordered with this one: those of the same settings. */
  idsBeside(id: string): readonly string[] {
    return this.idsOf(this.isInWorkspace(id) ? 'workspace' : 'user');
  }

  /** Puts an entry into the place of another one of the same settings. The settings stay as they are. */
  async move(id: string, target: string): Promise<void> {
    const scope = this.isInWorkspace(id) ? 'workspace' : 'user';
    await this.order?.keep(scope, movedTo(this.idsOf(scope), id, target));
    this.changed.fire();
  }

  /** Whether the workspace's settings have the entry that counts, rather than the user's. */
  isInWorkspace(id: string): boolean {
    return this.scopeOf(id) === ConfigurationTarget.Workspace;
  }

  /** Adds or replaces an entry, in the scope that has it or else in the user's settings. */
  async save(id: string, value: DestinationSettings): Promise<void> {
    await this.saveAll(new Map([[id, value]]));
  }

  /** The same of several at once: each scope is written once. When the second one cannot be, the first is as it was. */
  async saveAll(values: ReadonlyMap<string, DestinationSettings>): Promise<void> {
    await this.inTurn(() => this.writeAll(values));
  }

  /** Changes some fields of a destination, where its settings stand and as they are by then. One that is gone stays gone. */
  async change(id: string, fields: Partial<DestinationSettings>): Promise<void> {
    await this.inTurn(async () => {
      // Only destinations that can be read are changed, so their settings follow the schema.
      const value = this.rawSettings(id) as DestinationSettings | undefined;
      if (value) await this.writeAll(new Map([[id, { ...value, ...fields }]]));
    });
  }

  /** Whether somebody has chosen a region, rather than left it to be found. */
  hasRegion(id: string): boolean {
    return (this.rawSettings(id) as DestinationSettings | undefined)?.region !== undefined;
  }

  /** Sets the region of a destination, where its settings stand. @returns the destination as it is then */
  async setRegion(id: string, region: string): Promise<Destination | undefined> {
    await this.change(id, { region });
    return this.get(id);
  }

  /** Removes the entry that is shown. One of the same id that it hid, in the user's settings, is another destination. */
  async remove(id: string): Promise<void> {
    await this.inTurn(async () => {
      const scope = this.scopeOf(id);
      if (scope === undefined) return;
      const rest = Object.entries(this.inScope(scope)).filter(([key]) => key !== id);
      await this.write(scope, rest.length === 0 ? undefined : Object.fromEntries(rest));
    });
  }

  dispose(): void {
    this.changed.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** The ids whose entries in these settings count, in their order. */
  private idsOf(scope: Scope): readonly string[] {
    const ids = Object.keys(this.merged()).filter((id) => this.isInWorkspace(id) === (scope === 'workspace'));
    return this.order?.sorted(scope, ids) ?? ids;
  }

  private merged(): Entries {
    return { ...this.inScope(ConfigurationTarget.Global), ...this.inScope(ConfigurationTarget.Workspace) };
  }

  /** The workspace's own settings decide where data goes, so they count only in a trusted workspace. */
  private inScope(scope: ConfigurationTarget): Entries {
    const found = workspace.getConfiguration(settings.section).inspect<Entries>(settings.destinations);
    if (scope === ConfigurationTarget.Global) return found?.globalValue ?? {};
    return workspace.isTrusted ? (found?.workspaceValue ?? {}) : {};
  }

  private scopeOf(id: string): ConfigurationTarget | undefined {
    const scopes = [ConfigurationTarget.Workspace, ConfigurationTarget.Global];
    return scopes.find((scope) => Object.hasOwn(this.inScope(scope), id));
  }

  private async writeAll(values: ReadonlyMap<string, DestinationSettings>): Promise<void> {
    const before: [ConfigurationTarget, Entries][] = [];
    try {
      for (const scope of [ConfigurationTarget.Workspace, ConfigurationTarget.Global]) {
        const own = [...values].filter(([id]) => (this.scopeOf(id) ?? ConfigurationTarget.Global) === scope);
        if (own.length === 0) continue;
        const entries = this.inScope(scope);
        await this.write(scope, { ...entries, ...Object.fromEntries(own) });
        before.push([scope, entries]);
      }
    } catch (error) {
      for (const [scope, entries] of before) await this.write(scope, entries);
      throw error;
    }
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.changing.then(change);
    this.changing = turn.catch(() => undefined);
    return turn;
  }

  private async write(scope: ConfigurationTarget, value: Entries | undefined): Promise<void> {
    await this.writeTo(settings.destinations, value, scope);
  }
}

function readEntry(id: string, value: unknown): DestinationEntry {
  try {
    return { id, destination: readDestination(id, value) };
  } catch (error) {
    return { id, invalid: error as InvalidDestination };
  }
}
