// Access keys in VS Code's secret storage, one for each destination, bound to its endpoint and bucket: when settings move a
// destination elsewhere, its key does not follow.
import type { SecretStorage } from 'vscode';
import type { AccessKey } from '../model/accessKey';
import { secretBinding, type Destination } from '../model/destination';

interface StoredKey extends AccessKey {
  readonly binding: string;
}

export class AccessKeyStore {
  constructor(private readonly secrets: SecretStorage) {}

  /** The key, if there is one for this very endpoint and bucket. */
  async get(destination: Destination): Promise<AccessKey | undefined> {
    const text = await this.secrets.get(secretName(destination.id));
    if (text === undefined) return undefined;
    const { binding, ...accessKey } = JSON.parse(text) as StoredKey;
    return binding === secretBinding(destination) ? accessKey : undefined;
  }

  async set(destination: Destination, accessKey: AccessKey): Promise<void> {
    const stored: StoredKey = { ...accessKey, binding: secretBinding(destination) };
    await this.secrets.store(secretName(destination.id), JSON.stringify(stored));
  }

  async delete(destinationId: string): Promise<void> {
    await this.secrets.delete(secretName(destinationId));
  }
}

function secretName(destinationId: string): string {
  return `destination:${destinationId}`;
}
