// Watches the attempts of the request that makes an object appear: when all of them failed, can the store have carried
// one out all the same?
import type { Readable } from 'node:stream';
import type { CompleteMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { inPieces } from './bodyInPieces';
import { neverArrived } from './explainNetwork';
import { readS3Error } from './s3Error';

type WriteCommand = PutObjectCommand | CompleteMultipartUploadCommand;

/** In bytes. A body goes to the network in such pieces. */
const pieceSize = 64 * 1024;

export class Attempts {
  #inDoubt = false;

  /** @param onSending is told how much of the body the network has taken; again from 0 when it is sent again */
  constructor(private readonly onSending: (bytes: number) => void = () => undefined) {}

  /** True when an attempt left whole, and no answer said that it was refused. */
  get inDoubt(): boolean {
    return this.#inDoubt;
  }

  /** Watches each attempt of a command, those that the SDK makes by itself too. */
  watch<Command extends WriteCommand>(command: Command): Command {
    // The types of the stacks of two commands have nothing in common that could be called.
    const stack = command.middlewareStack as PutObjectCommand['middlewareStack'];
    stack.add(
      (next) => async (args) => {
        const request = args.request as { body?: unknown };
        const body = request.body instanceof Uint8Array ? new WatchedBody(request.body) : undefined;
        try {
          return await next(
            body ? { ...args, request: { ...request, body: body.stream(this.onSending) } } : args,
          );
        } catch (error) {
          if (body?.leftWhole !== false && mayHaveSucceeded(error)) this.#inDoubt = true;
          throw error;
        }
      },
      // After the signature, which is of the body as a whole, and inside the SDK's retries.
      { step: 'finalizeRequest', priority: 'low', name: 'watchAttempts' },
    );
    return command;
  }
}

/** Without the last piece of a body, no store has a whole request. */
class WatchedBody {
  leftWhole: boolean;

  constructor(private readonly bytes: Uint8Array) {
    this.leftWhole = bytes.length === 0;
  }

  stream(onSending: (bytes: number) => void): Readable {
    return inPieces(this.bytes, pieceSize, (start, end) => {
      onSending(start);
      if (end === this.bytes.length) this.leftWhole = true;
    });
  }
}

/** Answers of a store that did nothing, although their status is that of an accident. */
const refusals = ['NotImplemented', 'SlowDown'];

function mayHaveSucceeded(error: unknown): boolean {
  const { code, status } = readS3Error(error);
  if (status === undefined) return !neverArrived(error);
  return status >= 500 && !refusals.includes(code);
}
