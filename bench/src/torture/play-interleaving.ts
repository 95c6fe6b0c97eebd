import type { Contestant, HeldTransaction } from './contestant.ts';
import type { Interleaving, Step } from './interleaving.ts';
import { lockWatch, type LockWatch } from './lock-watch.ts';
import { pause } from './scenario.ts';

/** What a reader was given while an interleaving was played, against what was committed. */
export interface Reading {
  readonly lost: readonly number[];
  readonly twice: readonly number[];
  /** Whether every position was greater than the one before it. */
  readonly ascending: boolean;
}

/** A store with the connections that interleavings are played on, and the position up to which all is over. */
export interface Stage {
  readonly contestant: Contestant;
  readonly connections: readonly { begin(): Promise<HeldTransaction>; close(): Promise<void> }[];
  readonly locks: LockWatch;
  played: number;
  from: number;
  close(): Promise<void>;
}

/** Opens four connections, as many as an interleaving has transactions. */
export async function openStage(contestant: Contestant): Promise<Stage> {
  const connections = await Promise.all(Array.from({ length: 4 }, () => contestant.open()));
  // A store may connect with its first append, and that would take longer than a step is given.
  for (const connection of connections) {
    const transaction = await connection.begin();
    await transaction.append('first');
    await transaction.rollback();
  }
  const locks = await lockWatch(contestant.connectionString);
  const close = async () => {
    await Promise.all([...connections, locks].map((one) => one.close()));
  };
  return { contestant, connections, locks, played: 0, from: 0, close };
}

/** Sends the steps in their order while a reader follows; answers what it was given. */
export async function playInterleaving(stage: Stage, steps: Interleaving): Promise<Reading> {
  const { contestant } = stage;
  const { from } = stage;
  stage.played += 1;
  const seen: number[] = [];
  const follow = async () => {
    seen.push(...(await contestant.readAfter(seen.at(-1) ?? from)));
  };
  const transactions = stage.connections.map((connection) => playing(connection, stage.played));
  for (const step of steps) {
    const sent = transactions[step.transaction]?.send(step) ?? Promise.resolve();
    // What waits for a lock goes on later.
    const busy = () => transactions.filter((transaction) => transaction.busy()).length;
    await stage.locks.doneOrWaiting(sent, busy);
    await follow();
  }
  await Promise.all(transactions.map((transaction) => transaction.over()));
  const stored = await contestant.stored(from);
  await readable(contestant, from, stored.length);
  await follow();
  stage.from = Math.max(from, ...stored, ...seen);
  return judged(seen, stored);
}

/** One connection's transaction of an interleaving: its steps one after another, each when the one before is done. */
function playing(connection: Stage['connections'][number], number: number) {
  let chain: Promise<HeldTransaction | undefined> = Promise.resolve(undefined);
  let failed = false;
  let sending = 0;
  const play = async (held: HeldTransaction | undefined, step: Step) => {
    const transaction = held ?? (await connection.begin());
    if (step.does === 'append') {
      if (failed) return transaction;
      // A store may refuse, for a version or a deadlock: then nothing of the transaction counts.
      await transaction.append(`${String(number)}-${String(step.stream)}`).catch(() => {
        failed = true;
      });
    } else await (failed ? transaction.rollback() : transaction[step.does]());
    return transaction;
  };
  const send = (step: Step) => {
    sending += 1;
    chain = chain.then((held) => play(held, step)).finally(() => (sending -= 1));
    return chain;
  };
  return {
    send,
    busy: () => sending > 0,
    over: () => chain,
  };
}

/** Waits until a reader from the start is given everything: a store may hold events back while others write on the server. */
async function readable(contestant: Contestant, from: number, count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await contestant.readAfter(from)).length >= count) return;
    await pause(10);
  }
}

function judged(seen: readonly number[], stored: readonly number[]): Reading {
  const given = new Set(seen);
  return {
    lost: stored.filter((position) => !given.has(position)),
    twice: seen.filter((position, index) => seen.indexOf(position) !== index),
    ascending: seen.every((position, index) => index === 0 || position > (seen[index - 1] ?? 0)),
  };
}
