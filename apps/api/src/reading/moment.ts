import { momentEnd } from '@ceasefire/domain';
import { Problem } from '../problems/problem.ts';

/** Epoch milliseconds of a validated date (the end of its UTC day) or instant; null for none. */
export const millisOf = (text: string | undefined): number | null =>
  text === undefined ? null : (momentEnd(text) ?? null);

/** 404: the log does not reach so far yet. */
export const beyondHead = (position: number, head: number): Problem =>
  new Problem(
    'not-found',
    `Position ${position} is beyond the head of the log, which is ${head}.`,
    {
      errors: [{ pointer: '/position', detail: `must be at most ${head}` }],
    },
  );

/** 503: the log is there already, and what this node shows is not. */
export const notReached = (position: number): Problem =>
  new Problem('unavailable', `This node has not come to position ${position} yet.`, {
    headers: { 'Retry-After': '1' },
  });
