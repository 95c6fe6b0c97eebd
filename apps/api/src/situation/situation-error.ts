import type { FieldError } from '@ceasefire/contracts';

/** One thing that is wrong with a situation: the file in its folder, a JSON pointer into the file, and the cure. */
export interface SituationProblem extends FieldError {
  /** Relative to the situation's folder; `.` is the folder itself. */
  readonly file: string;
}

/** A situation cannot be used. The message lists every problem found, one a line; the first failure to read is its `cause`. */
export class SituationError extends Error {
  override readonly name = 'SituationError';
  readonly code = 'SITUATION_INVALID';
  readonly folder: string;
  readonly problems: readonly SituationProblem[];

  constructor(folder: string, problems: readonly SituationProblem[], cause?: unknown) {
    super(
      `The situation in ${folder} cannot be used:\n${problems.map(line).join('\n')}`,
      cause === undefined ? undefined : { cause },
    );
    this.folder = folder;
    this.problems = problems;
  }
}

function line({ file, pointer, detail }: SituationProblem): string {
  return `  ${pointer === '' ? file : `${file} at ${pointer}`}: ${detail}`;
}
