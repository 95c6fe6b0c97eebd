import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Change,
  changed,
  cutHistory,
  graftHistory,
  type History,
  previousOf,
} from './history.ts';

type Status = 'NONE' | 'IN_FORCE' | 'COLLAPSED';

interface Step {
  readonly id: number;
  readonly at: number;
  readonly status: Status;
}

const statuses: readonly Status[] = ['NONE', 'IN_FORCE', 'COLLAPSED'];

/** In order, many of them at one instant: that is where a change is taken back. */
const passages = fc
  .array(fc.array(fc.tuple(fc.nat(1), fc.constantFrom(...statuses)), { maxLength: 5 }), {
    maxLength: 8,
  })
  .map((lists) => {
    let [id, at] = [0, 0];
    return lists.map((list) =>
      list.map(([later, status]): Step => ({ id: (id += 1), at: (at += later), status })),
    );
  });

function step(history: History<Status>, { id, at, status }: Step): History<Status> {
  const cause = { at, earliest: at, because: [`D${id}`] };
  return changed(history, { status, initial: 'NONE', cause });
}

/** From the newest to the first. */
function spelled(history: History<Status>): readonly Change<Status>[] {
  const all: Change<Status>[] = [];
  for (let each = history; each !== null; each = previousOf(each)) {
    all.push({ ...each, previous: null });
  }
  return all;
}

/** Folds each passage from the cut of the one before it and puts them on top of `before`, as the boards do. */
function inPassages(before: History<Status>, steps: readonly (readonly Step[])[]) {
  const afters: History<Status>[] = [];
  for (const each of steps) {
    const from: History<Status> = cutHistory(afters.length === 0 ? before : (afters.at(-1) ?? null));
    afters.push(each.reduce(step, from));
  }
  if (afters.length === 0) return before;
  const states = afters.map((history) => ({ history }));
  return graftHistory(states, { history: before });
}

describe('a history that is put together of passages', () => {
  it('has every change that one which is folded at once has', () => {
    fc.assert(
      fc.property(passages, fc.nat(8), (steps, first) => {
        const before = inPassages(null, steps.slice(0, first));
        const folded = steps.flat().reduce(step, null as History<Status>);
        expect(spelled(inPassages(before, steps.slice(first)))).toEqual(spelled(folded));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps what lies deeper when a change is taken back at its own instant', () => {
    const steps: readonly (readonly Step[])[] = [
      [
        { id: 1, at: 1, status: 'IN_FORCE' },
        { id: 2, at: 2, status: 'COLLAPSED' },
        { id: 3, at: 3, status: 'IN_FORCE' },
      ],
      [{ id: 4, at: 3, status: 'COLLAPSED' }],
      [{ id: 5, at: 4, status: 'IN_FORCE' }],
    ];
    const told = spelled(inPassages(null, steps)).map(({ at, because }) => [at, ...because]);
    expect(told).toEqual([
      [4, 'D5'],
      [2, 'D4', 'D2'],
      [1, 'D1'],
    ]);
  });
});
