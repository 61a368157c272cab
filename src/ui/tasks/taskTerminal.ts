// The terminal of a task: what the work writes is shown, Ctrl+C and closing it cancel the work, and the work's exit code is
// the terminal's.
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventEmitter, type Pseudoterminal, type TerminalDimensions } from 'vscode';

/** What work in a terminal gets of it. */
export interface TerminalStreams {
  readonly out: Writable;
  readonly err: Writable;
  /** In characters. */
  readonly columns: number;
  readonly signal: AbortSignal;
}

/** In milliseconds. VS Code forgets what a problem matcher found in the last lines of a task that ends sooner. */
const lastLinesTakeMs = 500;
/** Of a terminal that is not in sight yet. */
const usualColumns = 80;
const interrupt = '\x03';

export class TaskTerminal implements Pseudoterminal {
  private readonly written = new EventEmitter<string>();
  private readonly closed = new EventEmitter<number>();
  private readonly cancel = new AbortController();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  /** @param work never rejects, and gives its exit code */
  constructor(private readonly work: (streams: TerminalStreams) => Promise<number>) {}

  open(dimensions: TerminalDimensions | undefined): void {
    void this.run(dimensions?.columns ?? usualColumns);
  }

  /** The person closed it, or terminated the task. */
  close(): void {
    this.cancel.abort();
  }

  handleInput(data: string): void {
    if (data === interrupt) this.cancel.abort();
  }

  private async run(columns: number): Promise<void> {
    const { signal } = this.cancel;
    const exitCode = await this.work({ out: this.stream(), err: this.stream(), columns, signal });
    await sleep(lastLinesTakeMs);
    this.closed.fire(exitCode);
  }

  /** A terminal wants a carriage return, too, and whole characters. */
  private stream(): Writable {
    const decoder = new StringDecoder('utf8');
    return new Writable({
      decodeStrings: true,
      write: (bytes: Buffer, _encoding, done) => {
        this.written.fire(decoder.write(bytes).replace(/\r?\n/g, '\r\n'));
        done();
      },
    });
  }
}
