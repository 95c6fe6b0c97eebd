import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { talliesOf } from '../ceasefire/allegations.ts';
import { arrangementFold } from '../ceasefire/arrangement-fold.ts';
import type { ArrangementState } from '../ceasefire/arrangement-state.ts';
import { alternatives, type Resolutions, stepOf } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { previousOf } from '../folding/history.ts';
import { foldOrder } from '../folding/order.ts';
import { runs } from '../testing/runs.ts';
import { usualKeeping } from './distances.ts';
import { createTimeline } from './timeline.ts';

const none: Resolutions = new Map();
const kinds = [
  'CeasefireAgreed',
  'CeasefireViolated',
  'CeasefireRestored',
  'CeasefireCollapsed',
  'CeasefireViolationAlleged',
] as const;

/** A happening within the first thousand milliseconds. */
function happening(
  id: number,
  [pick, start, length]: readonly [number, number, number],
): Happening {
  return {
    id: `D${id}`,
    kind: kinds[pick % kinds.length] ?? 'CeasefireAgreed',
    // One in ten may have begun at any time.
    startMs: pick >= 90 ? -Infinity : start,
    definiteMs: start + length,
    lasting: false,
    sureness: 2,
    moves: true,
    process: 'truce',
    actors: [],
    claim: null,
    details: { accuser: 'one', accused: pick % 2 === 0 ? 'another' : 'a third' },
    knownFromMs: 0,
    position: id + 1,
    supersededAt: Infinity,
    status: 'active',
  };
}

const many = fc
  .array(fc.tuple(fc.nat(99), fc.nat(1000), fc.nat(60)), { minLength: 150, maxLength: 300 })
  .map((list) => list.map((given, id) => happening(id, given)));
const steps = fc.array(
  fc.record({ more: fc.nat(40), drop: fc.nat(1), ask: fc.nat(1100), live: fc.boolean() }),
  { minLength: 8, maxLength: 15 },
);

/** With every change of its history and every allegation counted, wherever they are kept. */
function spelled(state: ArrangementState) {
  const history: unknown[] = [];
  for (let change = state.history; change !== null; change = previousOf(change)) {
    history.push({ ...change, previous: null });
  }
  return { ...state, history, allegations: talliesOf([state.allegations]) };
}

describe('a timeline with checkpoints', () => {
  it('answers as a fold of everything does, while happenings come and go', () => {
    fc.assert(
      fc.property(many, steps, (given, wishes) => {
        const waiting = [...given];
        const keeping = usualKeeping();
        const { happenings } = keeping;
        const timeline = createTimeline(arrangementFold, keeping);
        const held: number[] = [];
        const take = (count: number): void => {
          for (const each of waiting.splice(0, count)) {
            const place = happenings.add(each);
            held.push(place);
            timeline.add(place);
          }
        };
        take(120);
        for (const { more, drop, ask, live } of wishes) {
          take(more);
          for (const each of held.splice(ask % held.length, drop)) {
            happenings.at(each).supersededAt = 10_000;
            timeline.retire(each);
          }
          const reading = { atMs: ask, live, knownMs: Infinity, position: Infinity };
          const { state, options } = timeline.standing(reading, none);
          const sorted = held.map(happenings.at).sort(foldOrder);
          const folded = sorted
            .filter(({ definiteMs }) => definiteMs <= ask)
            .reduce(stepOf(arrangementFold, none), arrangementFold.initial);
          const definite = arrangementFold.advance(folded, ask, none);
          const possible = sorted.filter(
            (each) => each.startMs <= ask && each.definiteMs > ask && arrangementFold.turns(each),
          );
          const circumstances = { at: ask, resolutions: none };
          expect(spelled(state)).toEqual(spelled(definite));
          const other = alternatives(arrangementFold, { state: definite, possible }, circumstances);
          expect(options().states.map(spelled)).toEqual(other.states.map(spelled));
          expect(spelled(options().all)).toEqual(spelled(other.all));
        }
      }),
      // What fails is told as it is: a smaller one of so many happenings would be looked for by the hour.
      { numRuns: runs(40), endOnFailure: true },
    );
  });
});
