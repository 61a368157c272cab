// Cancelling by AbortSignal: always an AbortError, whatever reason the signal carries.

/** The error that ends cancelled work. Model's `isCancelled` recognises it. */
export function cancellation(): Error {
  return new DOMException('The work was cancelled.', 'AbortError');
}

/** @throws AbortError when the signal has fired */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancellation();
}

/** The options of a request to the store that the signal cancels. */
export function cancelledBy(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}

/** Passes a source on, and ends with an AbortError as soon as the signal fires, even while the source says nothing. */
export async function* untilCancelled<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result = await orCancelled(iterator.next(), signal);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a source that says nothing would not answer this either.
    iterator.return?.().then(undefined, () => undefined);
  }
}

/** The work, or an AbortError as soon as the signal fires. The work goes on, and nobody hears how it ends. */
export function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(cancellation());
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
