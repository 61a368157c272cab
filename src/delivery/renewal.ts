// Goes on when credentials expire in the middle of the work: they are renewed once for all requests that are under way,
// and each of these is sent again.
import type { S3Client } from '@aws-sdk/client-s3';
import type { Credentials } from './credentials';
import { isExpired } from './explainRefusal';
import { hasStatus } from './s3Error';

/**
 * Makes a client sign with credentials, and with renewed ones when the store says that they have expired. A request is
 * sent again once; when the renewed ones have expired too, the store's answer is the request's failure.
 * @param bucket one that the client works with
 */
export function signRenewing(client: S3Client, credentials: Credentials, bucket: string): void {
  const renewal = new Renewal(client, credentials);
  signBy(client, credentials);
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        renewal.during(
          () => next(args),
          commandName === 'HeadObjectCommand' ? () => askInWords(client, bucket) : undefined,
        ),
    // Outside the SDK's own retries: to them, an expired token is final.
    { step: 'initialize', priority: 'high', name: 'renewExpired' },
  );
}

/** What the client has kept goes with the provider that gave it, so it gets a new one each time. */
function signBy(client: S3Client, { fetch }: Credentials): void {
  const provider: typeof fetch = (properties) => fetch(properties);
  Object.assign(client.config, { credentials: provider });
}

class Renewal {
  /** How many there were. */
  private count = 0;
  private declined = false;
  private underWay: Promise<boolean> | undefined;

  constructor(
    private readonly client: S3Client,
    private readonly credentials: Credentials,
  ) {}

  /** @param inquire makes a request that renews what has expired: given where an answer has no body to say so */
  async during<T>(request: () => Promise<T>, inquire: (() => Promise<void>) | undefined): Promise<T> {
    const before = this.count;
    try {
      return await request();
    } catch (error) {
      if (isExpired(error)) await this.renew(before);
      else if (inquire && hasStatus(error, 400) && (await this.isTemporary())) await inquire();
      if (this.count === before) throw error;
      return request();
    }
  }

  /** Nothing happens when others have renewed them since. @throws what the credentials' own `renew` throws */
  private async renew(since: number): Promise<void> {
    if (this.count !== since || this.declined) return;
    this.underWay ??= this.credentials.renew().finally(() => (this.underWay = undefined));
    const underWay = this.underWay;
    if (!(await underWay)) this.declined = true;
    else if (this.count === since) {
      this.count++;
      signBy(this.client, this.credentials);
    }
  }

  private async isTemporary(): Promise<boolean> {
    return (await this.client.config.credentials()).sessionToken !== undefined;
  }
}

/** The answer to HEAD has no body, so nothing tells an expired token from a wrong region. That to a list has one. */
async function askInWords(client: S3Client, bucket: string): Promise<void> {
  const { ListObjectsV2Command } = await import('./sdk');
  await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })).catch(() => undefined);
}
