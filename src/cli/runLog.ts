// The log of `run`: a line or, with --json, an object a line for each due moment as it comes, and a summary at the end. What
// went wrong is also said on the error stream, which timers send to people.
import { asFailure, sentences, type Failure } from '../model/failure';
import type { RunArguments } from './arguments';
import type { Host } from './host';
import { outcomeWord, runJson, runLine, type Exported, type Told } from './runReport';
import { harmless, OutputClosed, print, say } from './terminal';

export class RunLog {
  private readonly counts: Record<string, number> = {};
  /** Why nothing more can be written. */
  private problem: Failure | undefined;

  constructor(
    private readonly host: Host,
    private readonly words: Pick<RunArguments, 'json'>,
  ) {}

  get hasFailed(): boolean {
    return 'failed' in this.counts;
  }

  async tell(of: Exported, told: Told): Promise<void> {
    const word = outcomeWord(told);
    this.counts[word] = (this.counts[word] ?? 0) + 1;
    if (told.kind === 'failed') say(this.host, `${of.name}: ${sentences(asFailure(told.error).explanation)}`);
    await this.write(this.words.json ? JSON.stringify(runJson(of, told)) : harmless(runLine(of, told)));
  }

  /**
   * How many moments came to what. People are told what they cannot see, and only if they are there to see it.
   * @throws what the output failed with, unless nobody reads it
   */
  async end(): Promise<void> {
    if (this.words.json) await this.write(JSON.stringify({ event: 'summary', outcomes: this.counts }));
    else if (Object.keys(this.counts).length === 0 && this.host.columns !== undefined)
      say(this.host, 'Nothing is due.');
    if (this.problem && !(this.problem.cause instanceof OutputClosed)) throw this.problem;
  }

  /** An output that takes nothing more keeps no export from being delivered. */
  private async write(line: string): Promise<void> {
    if (this.problem) return;
    await print(this.host, `${line}\n`).catch((error: unknown) => {
      this.problem = asFailure(error);
    });
  }
}
