// Access keys in VS Code's secret storage, bound to a destination's endpoint and bucket: when settings move a destination
// elsewhere its key does not follow, and two workspaces may use one id for different buckets. Those of destinations that
// ask each time are in memory only, bound in the same way.
import type { SecretStorage } from 'vscode';
import type { AccessKey } from '../model/accessKey';
import { secretBinding, type Destination } from '../model/destination';
import { KeyringUnavailable, type KeyringAttempt } from './keyringUnavailable';

/** What one secret holds: the keys of all destinations with one id, by their binding. */
type Keys = Readonly<Record<string, AccessKey>>;

/** Who is asked for the access key of a destination, as `GetAccessKey` of the delivery room says. */
export interface AccessKeySource {
  getAccessKey(destination: Destination, expired?: AccessKey): Promise<AccessKey | undefined>;
}

/** As a source, it gives what it has: nobody is asked. All methods throw KeyringUnavailable when the storage does not work. */
export class AccessKeyStore implements AccessKeySource {
  private readonly memory = new Map<string, AccessKey>();

  constructor(private readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>) {}

  getAccessKey(destination: Destination): Promise<AccessKey | undefined> {
    return this.get(destination);
  }

  /** The key, if there is one for this very endpoint and bucket. */
  async get(destination: Destination): Promise<AccessKey | undefined> {
    if (asksEachTime(destination)) return this.memory.get(memoryName(destination));
    return (await this.read(destination, 'read'))[secretBinding(destination)];
  }

  async set(destination: Destination, accessKey: AccessKey): Promise<void> {
    if (asksEachTime(destination)) {
      this.memory.set(memoryName(destination), accessKey);
      return;
    }
    const stored = await this.read(destination, 'store');
    const keys = { ...stored, [secretBinding(destination)]: accessKey };
    await this.write(destination, keys);
  }

  /** Forgets the key of this very endpoint and bucket. */
  async delete(destination: Destination): Promise<void> {
    if (asksEachTime(destination)) {
      this.memory.delete(memoryName(destination));
      return;
    }
    const binding = secretBinding(destination);
    const stored = await this.read(destination, 'remove');
    const others = Object.entries(stored).filter(([known]) => known !== binding);
    if (others.length === 0) await this.deleteAll(destination.id);
    else await this.write(destination, Object.fromEntries(others));
  }

  /** Forgets every stored key of an id, where nobody can say any more what it was bound to. */
  async deleteAll(destinationId: string): Promise<void> {
    try {
      await this.secrets.delete(secretName(destinationId));
    } catch (error) {
      throw new KeyringUnavailable(destinationId, 'remove', error);
    }
  }

  private async read({ id, name }: Destination, attempt: KeyringAttempt): Promise<Keys> {
    let text: string | undefined;
    try {
      text = await this.secrets.get(secretName(id));
    } catch (error) {
      throw new KeyringUnavailable(name, attempt, error);
    }
    return text === undefined ? {} : (JSON.parse(text) as Keys);
  }

  private async write({ id, name }: Destination, keys: Keys): Promise<void> {
    try {
      await this.secrets.store(secretName(id), JSON.stringify(keys));
    } catch (error) {
      throw new KeyringUnavailable(name, 'store', error);
    }
  }
}

function asksEachTime({ credentials }: Destination): boolean {
  return credentials.type === 'ask';
}

function secretName(destinationId: string): string {
  return `destination:${destinationId}`;
}

function memoryName(destination: Destination): string {
  return `${destination.id}\n${secretBinding(destination)}`;
}
