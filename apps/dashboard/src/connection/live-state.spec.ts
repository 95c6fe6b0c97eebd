import type { LiveEvent } from '@ceasefire/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { initialLive, receive, resumeFrom, type LiveSignal, type LiveState } from './live-state.ts';

const event = (position: number): LiveEvent => ({
  position,
  type: 'StatementMade',
  recordedAt: '2020-11-25T00:00:00.000Z',
  recordedBy: 'editor',
  stream: `development-d${position}`,
  version: 1,
  development: `d${position}`,
  dispute: null,
  kind: 'StatementMade',
  summary: 'Somebody said something.',
  occurred: { from: null, to: '2020-11-25' },
  reason: null,
});

const at = 1_000;
const loaded = receive(initialLive, { type: 'loaded', epoch: 'e', position: 10, at }).state;
const events = (...positions: readonly number[]): LiveSignal => ({
  type: 'events',
  batch: positions.map(event),
  at,
});

const positionsOf = (state: LiveState, signal: LiveSignal) =>
  receive(state, signal).apply.map(({ position }) => position);

describe('resuming', () => {
  it('asks for nothing in particular before anything was read', () => {
    expect(resumeFrom(initialLive)).toEqual({});
  });

  it('goes on after the last event that was applied', () => {
    const { state } = receive(loaded, events(11, 12));
    expect(resumeFrom(state)).toEqual({ epoch: 'e', from: 12 });
  });

  it('survives a loss of the connection with its position', () => {
    const { state } = receive(loaded, { type: 'disconnected', at: 5 });
    expect(resumeFrom(state)).toEqual({ epoch: 'e', from: 10 });
    expect(state.lostAt).toBe(5);
    expect(receive(state, { type: 'disconnected', at: 9 }).state.lostAt).toBe(5);
  });
});

describe('events', () => {
  it('that were applied already are skipped', () => {
    expect(positionsOf(loaded, events(9, 10, 11))).toEqual([11]);
  });

  it('beyond a gap are not applied but asked for again', () => {
    const step = receive(loaded, events(11, 13, 14));
    expect(step.apply.map(({ position }) => position)).toEqual([11]);
    expect(step.cure).toBe('resume');
    expect(resumeFrom(step.state).from).toBe(11);
  });

  it('are applied once each and in order, however they are cut up, repeated or lost', () => {
    const batch = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 20 }), (batches) => {
        let state = receive(initialLive, { type: 'loaded', epoch: 'e', position: 0, at }).state;
        const applied: number[] = [];
        for (const positions of batches) {
          const step = receive(state, events(...positions));
          applied.push(...step.apply.map(({ position }) => position));
          state = step.state;
        }
        expect(applied).toEqual(applied.map((_, index) => index + 1));
        expect(state.applied).toBe(applied.length);
      }),
    );
  });
});

describe('what the server says', () => {
  it('of another epoch makes the page read everything again', () => {
    const message = { epoch: 'other', head: 3 };
    expect(receive(loaded, { type: 'welcome', message, at }).cure).toBe('reload');
  });

  it('by a reset makes the page read everything again', () => {
    const message = { reason: 'beyond-the-head' as const, epoch: 'e', head: 3 };
    expect(receive(loaded, { type: 'reset', message, at }).cure).toBe('reload');
  });

  it('by ticks ahead of the events, twice in a row, makes the page resume', () => {
    const tick: LiveSignal = { type: 'tick', message: { head: 12 }, at };
    const first = receive(loaded, tick);
    expect(first.cure).toBe('none');
    expect(receive(first.state, tick).cure).toBe('resume');
    const caughtUp = receive(first.state, events(11, 12)).state;
    expect(receive(caughtUp, tick).cure).toBe('none');
  });
});
