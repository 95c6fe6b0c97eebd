import { liveAuthSchema } from '@ceasefire/contracts';
import type { ProjectionRunner } from '@ceasefire/event-store';
import { FailedAttempts } from '../access/failed-attempts.ts';
import type { KeyRing } from '../access/key-ring.ts';
import { allows } from '../access/requires.ts';
import type { Clock } from '../tokens.ts';
import type { LiveSocket } from './live-client.ts';

/** What operators are served from. */
export interface OperatorsOptions {
  readonly keys: Pick<KeyRing, 'find'>;
  readonly runner: Pick<ProjectionRunner, 'status'>;
  readonly clock: Clock;
  /** How often the projections are looked at while an operator watches, in milliseconds. Default 500. */
  readonly everyMs?: number;
}

const usualEveryMs = 500;

/** The clients that sent an operator's key: they are told how the projections and their rebuilds do, whenever that changes. */
export class Operators {
  readonly #options: OperatorsOptions;
  readonly #failures = new FailedAttempts();
  /** Each with its key: one that is revoked ends the messages. */
  readonly #watching = new Map<LiveSocket, string>();
  #told = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OperatorsOptions) {
    this.#options = options;
  }

  /** Why a client cannot be served; undefined for one that sent a right key, or none. Throws what the database throws. */
  async refusalOf(socket: LiveSocket): Promise<Error | undefined> {
    const { key } = liveAuthSchema.parse(socket.handshake.auth);
    if (key === undefined) return undefined;
    const principal = await this.#options.keys.find(key);
    if (principal !== undefined)
      return allows(principal.role, 'operator')
        ? undefined
        : new Error('this key is not that of an operator; leave it out');
    const waitMs = this.#failures.note(socket.handshake.address, this.#options.clock());
    return new Error(
      waitMs > 0 ? 'too many wrong keys; wait a minute' : 'the key is unknown, revoked or expired',
    );
  }

  /** Begins to tell a client that was let in with a key. */
  watch(socket: LiveSocket): void {
    const { key } = liveAuthSchema.parse(socket.handshake.auth);
    if (key === undefined) return;
    this.#watching.set(socket, key);
    socket.once('disconnect', () => this.#watching.delete(socket));
    this.#told = ''; // The new one has not been told anything.
    this.#schedule(0);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watching.clear();
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer);
    if (this.#watching.size === 0) return;
    const { everyMs = usualEveryMs } = this.#options;
    this.#timer = setTimeout(() => {
      // A database that is away is told by its silence; the next look may find it back.
      void this.#tell()
        .catch(() => undefined)
        .finally(() => this.#schedule(everyMs));
    }, afterMs).unref();
  }

  async #tell(): Promise<void> {
    const projections = await this.#options.runner.status();
    const text = JSON.stringify(projections);
    for (const [socket, key] of this.#watching)
      if (!(await this.#isOperator(key))) this.#watching.delete(socket);
    if (text === this.#told) return;
    this.#told = text;
    for (const socket of this.#watching.keys()) socket.emit('projections', { projections });
  }

  async #isOperator(key: string): Promise<boolean> {
    const principal = await this.#options.keys.find(key);
    return principal !== undefined && allows(principal.role, 'operator');
  }
}
