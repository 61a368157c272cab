// The channel to the extension: messages out and in, and what a reload finds again.
import type { FromPage, Remembered, ToPage } from './protocol';

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: Remembered): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export class Channel {
  readonly #api = acquireVsCodeApi();

  /** Begins to listen. */
  constructor(receive: (message: ToPage) => void) {
    addEventListener('message', (event: MessageEvent<ToPage>) => receive(event.data));
  }

  send(message: FromPage): void {
    this.#api.postMessage(message);
  }

  remember(remembered: Remembered): void {
    this.#api.setState(remembered);
  }

  remembered(): Remembered | undefined {
    // Only this page writes it.
    return this.#api.getState() as Remembered | undefined;
  }
}
