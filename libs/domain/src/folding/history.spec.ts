import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../testing/runs.ts';
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

/** Passages; how much later than the one before each step comes: many come at one instant, which is where a change is taken back. */
const several = fc.array(
  fc.array(fc.tuple(fc.nat(1), fc.constantFrom(...statuses)), { maxLength: 4 }),
  { maxLength: 4 },
);

function inOrder(
  groups: readonly (readonly (readonly (readonly [number, Status])[])[])[],
): readonly (readonly (readonly Step[])[])[] {
  let [id, at] = [0, 0];
  return groups.map((passages) =>
    passages.map((list) =>
      list.map(([later, status]) => ({ id: (id += 1), at: (at += later), status })),
    ),
  );
}

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

interface Checkpoint {
  readonly state: { readonly history: History<Status> };
  readonly kept: { readonly history: History<Status> };
}

const start: Checkpoint = { state: { history: null }, kept: { history: null } };

/** Folds each passage from the cut of the one before it and puts them on top of all that was before, as the boards do. */
function goOn(before: Checkpoint, passages: readonly (readonly Step[])[]): Checkpoint {
  const afters: { readonly history: History<Status> }[] = [];
  let { kept } = before;
  for (const each of passages) {
    const history = each.reduce(step, kept.history);
    afters.push({ history });
    kept = { history: cutHistory(history) };
  }
  if (afters.length === 0) return before;
  return { state: { history: graftHistory(afters, before) }, kept };
}

describe('a history that is put together of passages', () => {
  it('has every change that one which is folded at once has', () => {
    fc.assert(
      fc.property(fc.array(several, { maxLength: 4 }).map(inOrder), (groups) => {
        const { state } = groups.reduce(goOn, start);
        const folded = groups.flat(2).reduce<History<Status>>(step, null);
        expect(spelled(state.history)).toEqual(spelled(folded));
      }),
      { numRuns: runs(2_000) },
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
    const told = (history: History<Status>) =>
      spelled(history).map(({ at, because }) => [at, ...because]);
    const all = [
      [4, 'D5'],
      [2, 'D4', 'D2'],
      [1, 'D1'],
    ];
    expect(told(goOn(start, steps).state.history)).toEqual(all);
    const oneByOne = steps.map((each) => [each]).reduce(goOn, start);
    expect(told(oneByOne.state.history)).toEqual(all);
  });
});
