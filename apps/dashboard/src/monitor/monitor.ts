import type { LiveEvent } from '@ceasefire/contracts';
import { mentionedIn } from '../boards/mentioned.ts';
import { LiveSocket } from '../connection/live-socket.ts';
import { POLL_EVERY_MS } from '../connection/health.ts';
import { Poller } from '../connection/poller.ts';
import type { Boards, StateAnswer } from '../connection/wire.ts';
import { passes } from '../developments/filter.ts';
import {
  formatAddress,
  isPresent,
  readAddress,
  sameMoment,
  sameRecord,
} from '../timeline/address.ts';
import type { PageAddress, ReadAddress } from '../timeline/address.ts';
import { AskingAgain, waitAfter } from './asking-again.ts';
import { explained } from './explained.ts';
import { FeedReader } from './feed-reader.ts';
import {
  pollState,
  readDevelopment,
  readMissing,
  readMoment,
  readSituation,
  readTransitions,
} from './reads.ts';
import { initialState, type Reading } from './state.ts';
import { createStore, type MonitorStore } from './store.ts';

/** How long new and changed things stay marked, in milliseconds. */
const MARKED_MS = 12_000;
/** With a live connection the page asks only so that the clock alone can move a board: every so many polls. */
const POLLS_PER_LOOK = 4;

/** Keeps the page's state true: reads moments, follows the log, and answers the reader. One for the page. */
export class Monitor {
  readonly store: MonitorStore;
  readonly feed: FeedReader;
  readonly #live: LiveSocket;
  #abort = new AbortController();
  #marked: ReturnType<typeof setTimeout> | undefined;
  #named: Promise<void> | undefined;
  /** Something was founded since the names were read. */
  #founded = false;
  readonly #poller = new Poller(pollState);
  #polls = 0;
  #following = false;
  readonly #again = new AskingAgain();

  constructor() {
    this.store = createStore(initialState(readAddress(location.search)));
    this.feed = new FeedReader(this.store, () => {
      this.#mark();
    });
    this.#live = new LiveSocket({
      onState: (live) => {
        this.store.dispatch({ type: 'live', live });
      },
      onEvents: (events) => this.#take(events),
      onBoards: async (message) => {
        // What was founded has its name before it is drawn.
        if (this.#founded) await (this.#named = this.#name());
        const documents = await this.#missingFrom(message.changed as Partial<Boards>);
        this.store.dispatch({ type: 'boards-changed', message, documents });
        this.#mark();
        void this.#chart();
      },
      onReload: () => this.#reload(),
    });
  }

  /** Reads what the URL asks for and begins to follow the log. */
  start(): void {
    addEventListener('popstate', () => {
      this.#arrive(readAddress(location.search));
    });
    setInterval(() => void this.#poll(), POLL_EVERY_MS);
    void this.show();
  }

  /** Goes to an address, as a new step of the browser's history or in place of the last one. */
  goTo(change: Partial<PageAddress>, how: 'push' | 'replace' = 'push'): void {
    const { address: before, problems } = this.store.read();
    const address = { ...before, ...change };
    if (formatAddress(address) === formatAddress(before)) return;
    if (how === 'push') history.pushState(null, '', formatAddress(address));
    else history.replaceState(null, '', formatAddress(address));
    this.#arrive({ address, problems: sameMoment(before, address) ? problems : [] });
  }

  /** Puts the address of what is shown in place of one that could not be shown, and lets its problems go. */
  mendAddress(): void {
    const { address } = this.store.read();
    history.replaceState(null, '', formatAddress(address));
    this.#arrive({ address, problems: [] });
  }

  /** Reads the moment of the address again: at the start or after a failure. */
  async show(): Promise<void> {
    this.#abort.abort();
    this.#again.stop();
    const { signal } = (this.#abort = new AbortController());
    this.store.dispatch({ type: 'reading' });
    try {
      const { address, feed, reading } = this.store.read();
      const { asOf, knownAt, position } = address;
      const moment = { asOf, knownAt, position };
      const withTransitions = reading === null || !sameRecord(reading.moment, moment);
      const request = { moment, filter: feed.filter, withTransitions, signal };
      // The names come first, so that nothing is drawn that they would move.
      const [read] = await Promise.all([readMoment(request), (this.#named ??= this.#name())]);
      if (signal.aborted) return;
      this.store.dispatch({ type: 'read', ...read });
      await this.#follow(read.reading);
    } catch (error) {
      const wait = this.store.read().reading === null ? await waitAfter(error) : null;
      if (signal.aborted) return;
      this.store.dispatch({ type: 'not-read', error: explained(error), wait });
      if (wait !== null) this.#again.later(() => void this.show());
    }
  }

  /** Shows what was recorded about the moment of the address since it was read. */
  async refresh(): Promise<void> {
    await Promise.all([this.show(), this.#chart()]);
  }

  /** Reads one development that the page does not hold yet. Resolves to whether there is one. */
  async meet(id: string): Promise<boolean> {
    const document = await readDevelopment(id);
    if (document !== null) this.store.dispatch({ type: 'met', documents: [document] });
    return document !== null;
  }

  #arrive({ address, problems }: ReadAddress): void {
    const before = this.store.read().address;
    this.store.dispatch({ type: 'addressed', address, problems });
    if (!sameMoment(before, address)) void this.show();
  }

  async #follow({ moment, state }: Reading): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    try {
      // An older state of the record says nothing of how far the log goes.
      const { epoch, position } = moment.position === null ? state : await this.#head();
      this.#live.start(epoch, position);
    } catch (error) {
      this.#following = false;
      throw error;
    }
  }

  async #head(): Promise<StateAnswer> {
    const { changed } = await pollState(null);
    if (changed === null) throw new Error('The server gave no state; it is asked again.');
    return changed;
  }

  async #reload(): Promise<{ epoch: string; position: number }> {
    const { epoch, position } = await this.#head();
    await Promise.all([(this.#named = this.#name()), this.#chart(), this.show()]);
    return { epoch, position };
  }

  async #take(events: readonly LiveEvent[]): Promise<void> {
    const ids = [...new Set(events.flatMap(({ development }) => development ?? []))];
    const documents = await readMissing(ids, () => false);
    this.#founded ||= documents.some(({ details }) => details.founds !== undefined);
    const { feed } = this.store.read();
    const held = new Set(feed.items.map(({ id }) => id));
    const waiting = documents
      .filter((document) => held.has(document.id) || passes(feed.filter, document))
      .map(({ id }) => id);
    const position = events.at(-1)?.position ?? 0;
    this.store.dispatch({ type: 'recorded', position, count: events.length, waiting, documents });
  }

  async #missingFrom(changed: Partial<Boards>) {
    const state = this.store.read().reading?.state;
    if (state === undefined) return [];
    const { documents } = this.store.read();
    return readMissing(mentionedIn({ ...state, ...changed }), (id) => documents.has(id));
  }

  async #poll(): Promise<void> {
    const { live, reading } = this.store.read();
    this.#polls += 1;
    if (live.phase === 'connected' && this.#polls % POLLS_PER_LOOK !== 0) return;
    if (reading === null) return this.show();
    try {
      await this.#poller.ask(async (changed) => {
        this.#live.confirm();
        if (changed === null || !isPresent(reading.moment)) return;
        const documents = await this.#missingFrom(changed);
        this.store.dispatch({ type: 'refreshed', state: changed, documents });
        this.#mark();
      });
    } catch {
      // The banner already says how old the page is; the next poll tries again.
    }
  }

  async #name(): Promise<void> {
    this.#founded = false;
    try {
      this.store.dispatch({ type: 'named', reference: await readSituation() });
    } catch (error) {
      this.#named = undefined;
      console.error('The names could not be read; ids stand in for them.', error);
    }
  }

  async #chart(): Promise<void> {
    const { address } = this.store.read();
    try {
      const transitions = await readTransitions(address);
      if (sameRecord(address, this.store.read().address))
        this.store.dispatch({ type: 'charted', transitions });
    } catch (error) {
      console.error('The changes could not be read; the chart of time is left as it was.', error);
    }
  }

  #mark(): void {
    clearTimeout(this.#marked);
    this.#marked = setTimeout(() => {
      this.store.dispatch({ type: 'settled' });
    }, MARKED_MS);
  }
}
