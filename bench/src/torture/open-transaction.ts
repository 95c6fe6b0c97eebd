import { migrateLog } from '@ceasefire/event-store';
import pg from 'pg';
import { withDatabase } from '../server.ts';
import { figure, quantile } from '../spread.ts';
import type { Contestant } from './contestant.ts';
import { peerNames, withPeers } from './peer.ts';
import { pause, type Rack, type Scenario } from './scenario.ts';
import { timedTail } from './timed-tail.ts';

/** Somebody else's forgotten transaction. */
export const openTransactionScenario: Scenario = {
  what: `a transaction that wrote is left open for 60 s in another database of the server: readers are not delayed; the same with ${peerNames}`,
  run: (rack) => withDatabase((other) => openTransaction(rack, other)),
};

async function openTransaction(rack: Rack, otherUrl: string): Promise<void> {
  const other = new pg.Client({ connectionString: otherUrl });
  await other.connect();
  await other.query('create table forgotten (id integer)');
  const forget = () => other.query('begin; insert into forgotten values (1)');
  try {
    await forget();
    await withDatabase((url) => readOurs(rack, url));
    await other.query('rollback');
    await withPeers(rack, async (peer) => {
      await forget();
      const positions = await appendToPeer(peer, 10);
      await tellPeer(rack, peer, 'while it is open');
      await other.query('rollback');
      await pause(100);
      await tellPeer(rack, peer, `after it has ended, of ${String(positions)}`);
    });
  } finally {
    await other.end();
  }
}

async function readOurs(rack: Rack, databaseUrl: string): Promise<void> {
  const setup = new pg.Client({ connectionString: databaseUrl });
  await setup.connect();
  await migrateLog(setup);
  await setup.end();
  const tail = timedTail({ databaseUrl, doorbellUrl: databaseUrl, pollMs: 500 });
  try {
    await pause(200);
    const positions = await tail.appendFor(rack.short ? 2_000 : 60_000);
    await pause(1_000);
    const delays = positions.map((position) => tail.delayMs(position));
    const late = positions.filter((_, index) => delays[index] === undefined);
    if (late.length > 0)
      rack.fail(`${String(late.length)} events were not delivered while the transaction was open`);
    const known = delays.filter((delay) => delay !== undefined);
    rack.tell(
      `this log: ${String(known.length)} of ${String(positions.length)} events delivered while it is open; ` +
        `median ${figure(quantile(known, 0.5))} ms after the append`,
    );
    rack.judge('longest delay', quantile(known, 1), 500);
  } finally {
    await tail.stop();
  }
}

async function appendToPeer(peer: Contestant, count: number): Promise<number> {
  const connection = await peer.open();
  for (let index = 0; index < count; index++) {
    const transaction = await connection.begin();
    await transaction.append(`stream-${String(index)}`);
    await transaction.commit();
  }
  await connection.close();
  return count;
}

async function tellPeer(rack: Rack, peer: Contestant, when: string): Promise<void> {
  const seen = await peer.readAfter(0);
  rack.tell(`${peer.name}: its reader is given ${String(seen.length)} committed events ${when}`);
}
