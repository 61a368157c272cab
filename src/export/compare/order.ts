// Sorting numbers without holding up the event loop: in pieces, which are then merged.
import { setImmediate } from 'node:timers/promises';

/** Numbers that are sorted at once: that takes some milliseconds. */
const piece = 32_768;

/** The indexes of numbers in ascending order of these; equal ones stay in theirs. @throws the signal's AbortError */
export async function orderOf(numbers: Uint32Array, signal?: AbortSignal): Promise<Uint32Array> {
  let order = new Uint32Array(numbers.length);
  for (let start = 0; start < numbers.length; start += piece) {
    // Number and index in one double, which has room for 53 bits: typed arrays are sorted fastest without a function.
    const packed = Float64Array.from(
      numbers.subarray(start, start + piece),
      (number, index) => number * piece + index,
    ).sort();
    for (let index = 0; index < packed.length; index++)
      order[start + index] = start + ((packed[index] ?? 0) % piece);
    await turn(signal);
  }
  for (let width = piece; width < numbers.length; width *= 2)
    order = await merged(order, numbers, width, signal);
  return order;
}

/** Merges each two neighbours of runs of a width. */
async function merged(
  order: Uint32Array,
  numbers: Uint32Array,
  width: number,
  signal: AbortSignal | undefined,
): Promise<Uint32Array<ArrayBuffer>> {
  const result = new Uint32Array(order.length);
  const numberAt = (at: number) => numbers[order[at] ?? 0] ?? 0;
  for (let start = 0; start < order.length; start += 2 * width) {
    const middle = Math.min(start + width, order.length);
    const end = Math.min(start + 2 * width, order.length);
    let [left, right] = [start, middle];
    for (let to = start; to < end; to++) {
      const takesLeft = right === end || (left < middle && numberAt(left) <= numberAt(right));
      result[to] = order[takesLeft ? left++ : right++] ?? 0;
      if (to % piece === 0) await turn(signal);
    }
  }
  return result;
}

async function turn(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
