// The frame of every language-model tool: the input is checked at the door, what comes back is JSON, and a failure is one line
// that says what happened, why, what to do next, and its code; no stack, no excerpt of a file, no words of the store's.
import {
  CancellationError,
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  type CancellationToken,
  type Disposable,
  type PreparedToolInvocation,
} from 'vscode';
import { Check } from 'typebox/value';
import { asFailure, Failure, isCancelled, sentences } from '../../model/failure';
import { schemaProblem } from '../../model/schemaProblem';
import type { Log } from '../log';
import { toolInputs, type ToolInput, type ToolName } from './inputs';

export interface Tool<Name extends ToolName> {
  /** What a person is told, or asked, before the tool runs. Without side effects. */
  prepare(input: ToolInput<Name>): Promise<PreparedToolInvocation>;
  /** @returns what becomes JSON */
  run(input: ToolInput<Name>, signal: AbortSignal): Promise<unknown>;
}

/** The input is not what the tool takes. */
export class InvalidToolInput extends Failure {
  constructor(name: ToolName, why: string) {
    super('invalid-tool-input', {
      what: l10n.t('The input of {0} cannot be used.', name),
      why,
      next: l10n.t("Call it again with an input that follows the tool's schema."),
    });
  }
}

/** Registers a tool that package.json contributes. */
export function registerTool<Name extends ToolName>(name: Name, tool: Tool<Name>, log: Log): Disposable {
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isCancelled(error)) throw new CancellationError();
      log.warn(`${name}: ${asFailure(error).code}`);
      throw forModel(error);
    }
  };
  return lm.registerTool<unknown>(name, {
    prepareInvocation: ({ input }) => told(() => tool.prepare(readInput(name, input))),
    invoke: ({ input }, token) =>
      told(async () => answer(await tool.run(readInput(name, input), signalOf(token)))),
  });
}

/** @throws InvalidToolInput */
export function readInput<Name extends ToolName>(name: Name, input: unknown): ToolInput<Name> {
  const schema = toolInputs[name];
  if (!Check(schema, input)) throw new InvalidToolInput(name, schemaProblem(schema, input));
  return input;
}

/** A failure in one line. */
export function failureLine(error: unknown): string {
  const { explanation, code } = asFailure(error);
  return `${sentences(explanation).replace(/\s+/g, ' ')} [${code}]`;
}

function forModel(error: unknown): Error {
  const told = new Error(failureLine(error));
  // A stack names folders of this machine.
  told.stack = told.message;
  return told;
}

function answer(value: unknown): LanguageModelToolResult {
  return new LanguageModelToolResult([new LanguageModelTextPart(JSON.stringify(value, undefined, 1))]);
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
