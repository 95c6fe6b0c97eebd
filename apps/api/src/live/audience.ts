import { eventsPerMessage, type LiveEvent } from '@ceasefire/contracts';
import type { RecordedEvent } from '@ceasefire/event-store';
import type { LogTail } from '../database/log-tail.ts';
import { inTurns } from './in-turns.ts';
import type { Company, LiveClient } from './live-client.ts';
import { liveEventOf } from './live-event.ts';
import { mostOutstanding } from './outstanding.ts';

/**
 * The clients that have everything: what is recorded goes out to all of them in rounds, as one array.
 *
 * While one round is under way the events of the next gather, so that a node that is short of time sends fewer and larger messages. A
 * client that does not acknowledge falls out, and so do all when too much has gathered: they catch up alone, and come back.
 */
export class Audience implements Company {
  readonly #members = new Map<LiveClient, () => void>();
  readonly #stops: readonly (() => void)[];
  #gathered: LiveEvent[] = [];
  #position: number;
  #sending = false;

  constructor(tail: LogTail) {
    this.#position = tail.head;
    this.#stops = [
      tail.subscribe((events) => this.#gather(events)),
      tail.onRestart(() => {
        this.#position = tail.head;
        this.#scatter();
      }),
    ];
  }

  admits(client: LiveClient): boolean {
    return client.position === this.#position && !client.isBehind;
  }

  async stay(client: LiveClient): Promise<void> {
    const gone = (): void => this.#leave(client);
    client.signal.addEventListener('abort', gone);
    await new Promise<void>((resolve) => this.#members.set(client, resolve));
    client.signal.removeEventListener('abort', gone);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  #gather(recorded: readonly RecordedEvent[]): void {
    this.#position = recorded.at(-1)?.position ?? this.#position;
    this.#gathered = [...this.#gathered, ...recorded.map(liveEventOf)];
    if (this.#gathered.length > mostOutstanding) this.#scatter();
    if (!this.#sending) void this.#send();
  }

  #scatter(): void {
    this.#gathered = [];
    for (const client of [...this.#members.keys()]) this.#leave(client);
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#gathered.length > 0) {
      const events = this.#gathered.slice(0, eventsPerMessage);
      this.#gathered = this.#gathered.slice(eventsPerMessage);
      await inTurns([...this.#members.keys()], (client) => this.#sendTo(client, events));
    }
    this.#sending = false;
  }

  #sendTo(client: LiveClient, events: LiveEvent[]): void {
    const [first] = events;
    if (first === undefined || !this.#members.has(client)) return;
    // One that came in while these gathered has the first of them already, or all.
    const has = client.position + 1 - first.position;
    client.send(has === 0 ? events : events.slice(has));
    if (client.isBehind) this.#leave(client);
  }

  #leave(client: LiveClient): void {
    const left = this.#members.get(client);
    this.#members.delete(client);
    left?.();
  }
}
