import { checkLines, type CheckedLines, type LineBlock } from './check-lines.ts';
import type { LineRules } from './checked-report.ts';

/** Checks lines, here or in threads. */
export interface LineChecker {
  /** How many blocks it is worth while to hand in before the first is done. */
  readonly ahead: number;
  /** Answers what the lines hold once the number of the first is known. */
  check(block: LineBlock): Promise<(first: number) => CheckedLines>;
}

/** Checks lines in this thread. */
export const checkerHere = (rules: LineRules): LineChecker => ({
  ahead: 0,
  check: (block) => Promise.resolve((first) => checkLines(block, rules, first)),
});
