// Sums of findings.
import type { Findings, Severity } from '../../model/finding';

/** All places of a severity. */
export function countOf({ counts }: Findings, severity: Severity): number {
  return counts.reduce((sum, each) => sum + (each.severity === severity ? each.count : 0), 0);
}
