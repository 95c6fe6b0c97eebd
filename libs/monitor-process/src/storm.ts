import { type Written, write } from './http.ts';
import type { Monitor } from './monitor.ts';
import { statement } from './statement.ts';

/** Who posts how much, and where to. */
export interface StormOptions {
  /** The node for the next post; asked before each, as it may have been started again meanwhile. */
  readonly target: () => Monitor;
  readonly clients: number;
  /** Each client's rest between two developments, in milliseconds. */
  readonly pauseMs: number;
  /** Each client's time from the beginning of one development to the next, in milliseconds, where posting is faster. Default 0. */
  readonly periodMs?: number;
  /** What the idempotency keys begin with. */
  readonly prefix: string;
}

/**
 * Clients that post developments, each again and again under one idempotency key until it is acknowledged. Every other one has no id, so
 * that nothing but the key tells that it is the same; the summary of each ends with its key in brackets.
 */
export interface Storm {
  /** Position by id of what was acknowledged. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Answers 503, and how many of them named no time to try again. */
  readonly unavailable: { count: number; withoutRetryAfter: number };
  /** How often no answer came. */
  readonly unanswered: number;
  /** Answers that nobody who posts well-formed developments should get. */
  readonly strange: readonly string[];
  /** Begins nothing new and waits until all that was begun is acknowledged; what is not within a minute counts as strange. */
  stop(): Promise<void>;
}

const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Lets the clients loose. */
export function startStorm(options: StormOptions): Storm {
  const tally: Tally = {
    acknowledged: new Map(),
    unavailable: { count: 0, withoutRetryAfter: 0 },
    strange: [],
    unanswered: 0,
  };
  const isSound = () => tally.strange.length === 0;
  let next = 0;
  let stopping = false;
  let deadline = Infinity;
  const client = async (): Promise<void> => {
    while (!stopping && isSound()) {
      const number = next++;
      const begun = performance.now();
      const key = `${options.prefix}-${String(number)}`;
      const sent = statement({
        summary: `A spokesman said that the talks go on (${key}).`,
        ...(number % 2 === 0 && { id: key }),
      });
      while (isSound() && !(await post(tally, options.target(), { key, sent }))) {
        if (performance.now() > deadline) tally.strange.push(`${key}: never acknowledged`);
        await rest(100);
      }
      const left = (options.periodMs ?? 0) - (performance.now() - begun);
      await rest(Math.max(options.pauseMs, left));
    }
  };
  const running = Promise.all(Array.from({ length: options.clients }, client));
  return {
    acknowledged: tally.acknowledged,
    unavailable: tally.unavailable,
    strange: tally.strange,
    get unanswered() {
      return tally.unanswered;
    },
    async stop() {
      stopping = true;
      deadline = Math.min(deadline, performance.now() + 60_000);
      await running;
    },
  };
}

interface Tally {
  readonly acknowledged: Map<string, number>;
  readonly unavailable: { count: number; withoutRetryAfter: number };
  readonly strange: string[];
  unanswered: number;
}

interface Post {
  readonly key: string;
  readonly sent: unknown;
}

/** One attempt; true when it was acknowledged. */
async function post(tally: Tally, target: Monitor, { key, sent }: Post): Promise<boolean> {
  const headers = { 'idempotency-key': key };
  const answer = await write<Written>(target, 'developments', sent, headers).catch(() => undefined);
  if (answer === undefined) tally.unanswered += 1;
  else if (answer.status === 201) tally.acknowledged.set(answer.body.id, answer.body.position);
  else if (answer.status === 503) {
    tally.unavailable.count += 1;
    if (!(Number(answer.headers.get('retry-after')) > 0)) tally.unavailable.withoutRetryAfter += 1;
  } else tally.strange.push(`${key}: ${String(answer.status)} ${answer.text.slice(0, 300)}`);
  return answer?.status === 201;
}
