import type { Boards } from '@ceasefire/domain';
import { describe, expect, it } from '@jest/globals';
import type { DevelopmentDocument, StateAnswer } from '../connection/wire.ts';
import { beyondTheLog, NOW, type PageMoment } from '../timeline/address.ts';
import { reduce } from './reduce.ts';
import { initialState, type MonitorState } from './state.ts';

const boards: Boards = {
  ceasefire: {
    status: 'IN_FORCE',
    possibly: [],
    arrangement: 'truce',
    since: null,
    sinceEarliest: null,
    hostilities: 'CEASED',
    hostilitiesSince: null,
    hostilitiesBecause: [],
    because: [],
    arrangements: [],
  },
  deployments: [],
  negotiations: [],
  disputes: [],
};

const answer: StateAnswer = {
  epoch: 'e',
  position: 10,
  asOf: null,
  knownAt: null,
  lastReportAt: null,
  ...boards,
};

const development = (id: string): DevelopmentDocument => ({
  id,
  kind: 'StatementMade',
  summary: `Summary of ${id}`,
  occurred: { from: '2020-11-10', to: '2020-11-10', precision: 'day', certainty: 'text' },
  modality: 'actual',
  process: null,
  actors: [],
  places: [],
  sources: [],
  codes: {},
  details: {},
  version: 1,
  status: 'active',
  position: 1,
  recordedAt: '2020-11-25T00:00:00.000Z',
  independentSources: 1,
  mergedInto: null,
  absorbed: [],
});

const reading = (moment: PageMoment): MonitorState =>
  reduce(initialState(), {
    type: 'read',
    reading: { moment, state: answer, boardsAt: 10 },
    feed: { items: [development('a')], next: null, position: 10 },
    transitions: [],
    documents: [development('a')],
    problems: [],
  });

const present = reading(NOW);
const past = reading({ ...NOW, asOf: '2020-11-10' });
const violated = {
  type: 'boards-changed',
  message: { position: 11, changed: { ceasefire: { ...boards.ceasefire, status: 'VIOLATED' } } },
  documents: [],
} as const;

describe('a change of the boards', () => {
  it('is merged into the present, marked, and said in words', () => {
    const next = reduce(present, violated);
    expect(next.reading?.state.ceasefire.status).toBe('VIOLATED');
    expect(next.reading?.state.disputes).toBe(boards.disputes);
    expect(next.reading?.state.position).toBe(11);
    expect(next.changed).toEqual(['ceasefire']);
    expect(next.announcement).toBe('Ceasefire: now violated.');
  });

  it('leaves the past as it was read', () => {
    expect(reduce(past, violated).reading).toBe(past.reading);
  });

  it('that is older than what is shown is ignored', () => {
    const old = { ...violated, message: { ...violated.message, position: 9 } };
    expect(reduce(present, old).reading).toBe(present.reading);
  });
});

describe('a change of the boards that comes after later events', () => {
  it('is not taken for an old one', () => {
    const recorded = {
      type: 'recorded',
      position: 12,
      count: 2,
      waiting: [],
      documents: [],
    } as const;
    const next = reduce(reduce(present, recorded), violated);
    expect(next.reading?.state.ceasefire.status).toBe('VIOLATED');
    expect(next.reading?.state.position).toBe(12);
  });
});

describe('an answer to a poll', () => {
  const polled = (position: number) =>
    ({
      type: 'refreshed',
      state: { ...answer, position, ceasefire: { ...boards.ceasefire, status: 'AGREED' } },
      documents: [],
    }) as const;

  it('replaces the present', () => {
    expect(reduce(present, polled(11)).reading?.state.ceasefire.status).toBe('AGREED');
  });

  it('that a push has overtaken is dropped', () => {
    const pushed = reduce(present, violated);
    expect(reduce(pushed, polled(10)).reading).toBe(pushed.reading);
  });

  it('that comes when the reader has gone to the past is dropped', () => {
    expect(reduce(past, polled(11)).reading).toBe(past.reading);
  });
});

describe('a moment that the log does not reach', () => {
  it('is told, and the address is that of what is shown instead', () => {
    const asked = initialState({
      address: { ...NOW, asOf: '2020-11-10', position: 999, development: 'a' },
      problems: [],
    });
    const shown = reduce(asked, {
      type: 'read',
      reading: { moment: { ...NOW, asOf: '2020-11-10' }, state: answer, boardsAt: 10 },
      feed: { items: [], next: null, position: 10 },
      transitions: null,
      documents: [],
      problems: [beyondTheLog(999, 10)],
    });
    expect(shown.address).toEqual({ ...NOW, asOf: '2020-11-10', development: 'a' });
    expect(shown.problems).toEqual([beyondTheLog(999, 10)]);
  });
});

describe('an older state of the record', () => {
  it('is not moved by what is recorded now', () => {
    const old = reading({ ...NOW, position: 9 });
    expect(reduce(old, violated).reading).toBe(old.reading);
  });
});

describe('a new development', () => {
  const recorded = {
    type: 'recorded',
    position: 12,
    count: 1,
    waiting: ['b'],
    documents: [development('b')],
  } as const;

  it('waits until the reader asks for it, so that nothing moves', () => {
    const next = reduce(reduce(present, recorded), recorded);
    expect(next.feed.items).toBe(present.feed.items);
    expect([...next.feed.waiting.keys()]).toEqual(['b']);
  });

  it('goes on waiting when the feed was read before it was recorded', () => {
    const part = { items: [development('a')], next: null, position: 11 };
    const shown = reduce(reduce(present, recorded), { type: 'feed-read', part, fresh: [] });
    expect([...shown.feed.waiting.keys()]).toEqual(['b']);
  });

  it('waits when it comes while the reader goes back to the present, and for no reader of the past', () => {
    const back = reduce(past, {
      type: 'addressed',
      address: { ...NOW, development: null },
      problems: [],
    });
    const read = {
      type: 'read',
      reading: { moment: NOW, state: answer, boardsAt: 10 },
      feed: { items: [development('a')], next: null, position: 11 },
      transitions: null,
      documents: [],
      problems: [],
    } as const;
    const returned = reduce(reduce(back, recorded), read);
    expect([...returned.feed.waiting.keys()]).toEqual(['b']);
    expect(reduce(past, recorded).feed.waiting.size).toBe(0);
    const gone = { ...read, reading: past.reading ?? read.reading };
    expect(reduce(reduce(present, recorded), gone).feed.waiting.size).toBe(0);
  });

  it('is shown and marked when it was asked for, and unmarked after a while', () => {
    const part = { items: [development('b'), development('a')], next: null, position: 12 };
    const shown = reduce(reduce(present, recorded), { type: 'feed-read', part, fresh: ['b'] });
    expect(shown.feed.items.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(shown.feed.waiting.size).toBe(0);
    expect(shown.feed.fresh).toEqual(['b']);
    expect(reduce(shown, { type: 'settled' }).feed.fresh).toEqual([]);
  });

  it('only counts as newer while the past is shown', () => {
    const next = reduce(past, recorded);
    expect(next.newer).toBe(1);
    expect(next.feed).toBe(past.feed);
  });
});

describe('reading on in the feed', () => {
  it('never shows a development twice', () => {
    const part = { items: [development('a'), development('z')], next: 'more', position: 10 };
    const next = reduce(present, { type: 'feed-continued', part });
    expect(next.feed.items.map(({ id }) => id)).toEqual(['a', 'z']);
    expect(next.feed.next).toBe('more');
  });
});
