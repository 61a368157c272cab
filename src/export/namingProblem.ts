// Whether an export can be named at all: what stands in the way is known before the segment is looked at.
import { basename } from 'node:path';
import type { Definition } from '../model/definition';
import { asFailure, type Failure } from '../model/failure';
import { resolveKey, type Target } from './plan';

/**
 * Why folder path and file name make no key, such as a macro that is not known. Where the segment is named after its
 * files, and these by a pattern, their name is taken to be that of the pattern.
 * @returns undefined when they make one
 */
export function namingProblem(definition: Definition, target: Target, moment: Date): Failure | undefined {
  const [first = ''] = definition.segment.source;
  const source = { name: basename(first) };
  try {
    resolveKey({ source, target, moment, options: definition, segment: definition.segment });
    return undefined;
  } catch (error) {
    return asFailure(error);
  }
}
