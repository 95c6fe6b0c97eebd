import { DomainError, type Refusal } from '@ceasefire/domain';
import { Problem, type ProblemKind } from '../problems/problem.ts';

const kinds: Readonly<Record<Refusal, ProblemKind>> = {
  invalid: 'unprocessable',
  conflict: 'conflict',
  missing: 'not-found',
};

/** What a client is told of a rule that refused its command. What the body names and is not there makes the body wrong: 422. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const named = error.refusal === 'missing' && error.errors.length > 0;
  const kind = named ? 'unprocessable' : kinds[error.refusal];
  return new Problem(kind, error.message, { errors: error.errors, cause: error });
}

/** 412: the client decided on something that is no longer so. */
export const stale = (expected: number, actual: number): Problem =>
  actual === 0
    ? new Problem(
        'precondition-failed',
        `It does not exist yet, so it is not at version ${expected}.`,
      )
    : new Problem(
        'precondition-failed',
        `It is at version ${actual}, not ${expected}. Read it again.`,
        { headers: { ETag: `"${actual}"` } },
      );

/** 409 after several attempts: others were always faster. */
export const overtaken = (cause: unknown): Problem =>
  new Problem('conflict', 'It was changed at the same time again and again. Try once more.', {
    cause,
  });
