// Access keys in VS Code's secret storage, bound to a destination's endpoint and bucket: when settings move a destination
// elsewhere its key does not follow, and two workspaces may use one id for different buckets.
import type { SecretStorage } from 'vscode';
import type { AccessKey } from '../model/accessKey';
import { secretBinding, type Destination } from '../model/destination';

/** What one secret holds: the keys of all destinations with one id, by their binding. */
type Keys = Readonly<Record<string, AccessKey>>;

export class AccessKeyStore {
  constructor(private readonly secrets: SecretStorage) {}

  /** The key, if there is one for this very endpoint and bucket. */
  async get(destination: Destination): Promise<AccessKey | undefined> {
    return (await this.read(destination.id))[secretBinding(destination)];
  }

  async set(destination: Destination, accessKey: AccessKey): Promise<void> {
    const keys = { ...(await this.read(destination.id)), [secretBinding(destination)]: accessKey };
    await this.secrets.store(secretName(destination.id), JSON.stringify(keys));
  }

  /** Forgets the key of this very endpoint and bucket. */
  async delete(destination: Destination): Promise<void> {
    const binding = secretBinding(destination);
    const others = Object.entries(await this.read(destination.id)).filter(([known]) => known !== binding);
    if (others.length === 0) await this.deleteAll(destination.id);
    else await this.secrets.store(secretName(destination.id), JSON.stringify(Object.fromEntries(others)));
  }

  /** Forgets every key of an id, where nobody can say any more what it was bound to. */
  async deleteAll(destinationId: string): Promise<void> {
    await this.secrets.delete(secretName(destinationId));
  }

  private async read(destinationId: string): Promise<Keys> {
    const text = await this.secrets.get(secretName(destinationId));
    return text === undefined ? {} : (JSON.parse(text) as Keys);
  }
}

function secretName(destinationId: string): string {
  return `destination:${destinationId}`;
}
