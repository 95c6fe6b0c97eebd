import type { FeedFilter } from '../developments/filter.ts';
import type { PageMoment } from '../timeline/address.ts';
import { explained } from './explained.ts';
import { PAGE_SIZE, readFeed, upTo } from './reads.ts';
import type { MonitorStore } from './store.ts';

/** The most developments that are read at a time. */
const MOST = 500;

/** Reads the feed: filtered, from its head, or on from where it stops. */
export class FeedReader {
  readonly #store: MonitorStore;
  readonly #onFresh: () => void;
  #abort = new AbortController();

  /** `onFresh` is called when developments came in that are to be marked for a while. */
  constructor(store: MonitorStore, onFresh: () => void) {
    this.#store = store;
    this.#onFresh = onFresh;
  }

  /** Shows only what passes a filter, once no other came for `pauseMs` milliseconds. */
  async filter(filter: FeedFilter, pauseMs = 0): Promise<void> {
    this.#store.dispatch({ type: 'filtered', filter });
    await new Promise((resume) => setTimeout(resume, pauseMs));
    if (this.#store.read().feed.filter === filter) await this.#readHead([]);
  }

  /** Puts the waiting developments into the feed and marks them for a while. */
  async showWaiting(): Promise<void> {
    await this.#readHead([...this.#store.read().feed.waiting.keys()]);
    this.#onFresh();
  }

  /** Reads on where the feed stops. */
  async readOn(): Promise<void> {
    const { feed, reading } = this.#store.read();
    if (feed.next === null || feed.phase !== 'ready' || reading === null) return;
    this.#store.dispatch({ type: 'feed-reading-on' });
    const { filter, next: cursor } = feed;
    try {
      const moment = upTo(feed.position, reading.moment);
      const part = await readFeed({ filter, cursor, moment });
      if (this.#isStill(filter, reading.moment))
        this.#store.dispatch({ type: 'feed-continued', part });
    } catch (error) {
      this.#store.dispatch({ type: 'feed-failed', error: explained(error) });
    }
  }

  /** Whether the page still shows what was asked for; an answer that comes too late is dropped. */
  #isStill(filter: FeedFilter, moment: PageMoment | undefined): boolean {
    const { feed, reading } = this.#store.read();
    return feed.filter === filter && reading?.moment === moment;
  }

  async #readHead(fresh: readonly string[]): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    const { feed, reading, address } = this.#store.read();
    const { filter } = feed;
    // The list may be behind what was told of already, and is waited for.
    const moment = reading === null ? address : upTo(reading.state.position, reading.moment);
    const limit = Math.min(MOST, Math.max(PAGE_SIZE, feed.items.length + fresh.length));
    try {
      const part = await readFeed({ filter, moment, limit, signal });
      if (!signal.aborted && this.#isStill(filter, reading?.moment))
        this.#store.dispatch({ type: 'feed-read', part, fresh });
    } catch (error) {
      if (signal.aborted) return;
      this.#store.dispatch({ type: 'feed-failed', error: explained(error) });
    }
  }
}
