import type { BoardsChanged } from '@ceasefire/contracts';
import { statusChanges } from '../boards/changes.ts';
import type { Boards, DevelopmentDocument, StateAnswer } from '../connection/wire.ts';
import { isPresent } from '../timeline/address.ts';
import type { FeedPart, MonitorAction } from './actions.ts';
import type { FeedState, MonitorState, Reading } from './state.ts';

type Recorded = Extract<MonitorAction, { readonly type: 'recorded' }>;
type FeedAction = Extract<MonitorAction, { readonly type: `feed-${string}` | 'filtered' }>;

function knowing(state: MonitorState, added: readonly DevelopmentDocument[]): MonitorState {
  if (added.length === 0) return state;
  const documents = new Map([...state.documents, ...added.map((one) => [one.id, one] as const)]);
  return { ...state, documents };
}

function withBoards(state: MonitorState, boards: Boards, reading: Reading): MonitorState {
  const before = state.reading?.state;
  const changes = before === undefined ? [] : statusChanges(before, boards, state.reference);
  if (changes.length === 0) return { ...state, reading };
  return {
    ...state,
    reading,
    changed: changes.map(({ key }) => key),
    announcement: changes.map(({ words }) => words).join(' '),
  };
}

function applyBoards(state: MonitorState, { position, changed }: BoardsChanged): MonitorState {
  const { reading } = state;
  // What is read about the past stays as it was read.
  if (reading === null || !isPresent(reading.moment) || position < reading.boardsAt) return state;
  const parts = changed as Partial<Boards>;
  const next = { ...reading.state, ...parts, position: Math.max(reading.state.position, position) };
  return withBoards(state, next, { ...reading, state: next, boardsAt: position });
}

function refresh(state: MonitorState, answer: StateAnswer): MonitorState {
  const { reading } = state;
  // The reader may have gone elsewhere, or a push may have come, while the answer was on its way.
  if (reading === null || !isPresent(reading.moment)) return state;
  if (answer.epoch === reading.state.epoch && answer.position < reading.boardsAt) return state;
  return withBoards(state, answer, { ...reading, state: answer, boardsAt: answer.position });
}

function hold(feed: FeedState, { waiting, position }: Recorded): FeedState {
  const added = waiting.map((id) => [id, position] as const);
  return { ...feed, waiting: new Map([...feed.waiting, ...added]) };
}

/** What came while the feed was read, and is not in it, goes on waiting. */
function showFeed(feed: FeedState, part: FeedPart, fresh: readonly string[]): FeedState {
  const waiting = new Map([...feed.waiting].filter(([, position]) => position > part.position));
  return { ...feed, ...part, phase: 'ready', error: null, waiting, fresh };
}

/** For the past nothing waits. */
const withoutWaiting = (feed: FeedState): FeedState => ({ ...feed, waiting: new Map() });

function continueFeed(feed: FeedState, { items, next }: FeedPart): FeedState {
  const known = new Set(feed.items.map(({ id }) => id));
  const added = items.filter(({ id }) => !known.has(id));
  return { ...feed, items: [...feed.items, ...added], next, phase: 'ready' };
}

/** The reading's own line after new records: how far the log goes, and how fresh the reports are. */
function advance(shown: StateAnswer, { position, documents }: Recorded): StateAnswer {
  const reports = documents.flatMap(({ sources }) => sources.map(({ publishedAt }) => publishedAt));
  const lastReportAt = [shown.lastReportAt, ...reports]
    .filter((time) => time !== null)
    .sort()
    .at(-1);
  return {
    ...shown,
    position: Math.max(shown.position, position),
    lastReportAt: lastReportAt ?? null,
  };
}

function record(state: MonitorState, action: Recorded): MonitorState {
  const { reading, address } = state;
  if (reading !== null && !isPresent(reading.moment)) {
    // On the way back to the present it may have come too late for what is being read.
    const feed = isPresent(address) ? hold(state.feed, action) : state.feed;
    return { ...state, newer: state.newer + action.count, feed };
  }
  return {
    ...knowing(state, action.documents),
    reading: reading && { ...reading, state: advance(reading.state, action) },
    feed: hold(state.feed, action),
  };
}

function showReading(
  state: MonitorState,
  action: Extract<MonitorAction, { readonly type: 'read' }>,
): MonitorState {
  const feed = isPresent(action.reading.moment) ? state.feed : withoutWaiting(state.feed);
  return {
    ...state,
    address: { ...state.address, ...action.reading.moment },
    problems: [...state.problems, ...action.problems],
    reading: action.reading,
    transitions: action.transitions ?? state.transitions,
    loading: false,
    error: null,
    wait: null,
    newer: 0,
    changed: [],
    documents: new Map(action.documents.map((one) => [one.id, one])),
    feed: showFeed(feed, action.feed, []),
  };
}

function reduceFeed(feed: FeedState, action: FeedAction): FeedState {
  switch (action.type) {
    case 'filtered':
      return { ...feed, filter: action.filter, phase: 'loading' };
    case 'feed-read':
      return showFeed(feed, action.part, action.fresh);
    case 'feed-reading-on':
      return { ...feed, phase: 'loading-more' };
    case 'feed-continued':
      return continueFeed(feed, action.part);
    case 'feed-failed':
      return { ...feed, phase: 'failed', error: action.error };
  }
}

/** The page's state after an action. Pure. */
export function reduce(state: MonitorState, action: MonitorAction): MonitorState {
  switch (action.type) {
    case 'addressed':
      return { ...state, address: action.address, problems: action.problems };
    case 'named':
      return { ...state, reference: action.reference };
    case 'charted':
      return { ...state, transitions: action.transitions };
    case 'reading':
      // What is only not ready yet is asked for again and again: the page does not jump each time.
      return { ...state, loading: true, error: state.wait === null ? null : state.error };
    case 'read':
      return showReading(state, action);
    case 'refreshed':
      return refresh(knowing(state, action.documents), action.state);
    case 'not-read':
      return { ...state, loading: false, error: action.error, wait: action.wait };
    case 'boards-changed':
      return applyBoards(knowing(state, action.documents), action.message);
    case 'recorded':
      return record(state, action);
    case 'settled':
      return { ...state, changed: [], feed: { ...state.feed, fresh: [] } };
    case 'met':
      return knowing(state, action.documents);
    case 'live':
      return { ...state, live: action.live };
    case 'filtered':
    case 'feed-read':
    case 'feed-reading-on':
    case 'feed-continued':
    case 'feed-failed': {
      const known = 'part' in action ? knowing(state, action.part.items) : state;
      return { ...known, feed: reduceFeed(state.feed, action) };
    }
  }
}
