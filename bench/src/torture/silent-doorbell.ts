import { cuttableProxy, eventually } from '@ceasefire/monitor-process';
import { migrateLog } from '@ceasefire/event-store';
import pg from 'pg';
import { withDatabase } from '../server.ts';
import { figure, quantile } from '../spread.ts';
import { pause, type Rack, type Scenario } from './scenario.ts';
import { timedTail, type TimedTail } from './timed-tail.ts';

const pollMs = 500;
/** What a read and a timer may take on top of the poll. */
const slackMs = 100;

/** The notifications' connection gone without a word. */
export const silentDoorbellScenario: Scenario = {
  what: "the doorbell's connection goes silent without an end: events come at most a poll later, and the listener is replaced",
  run: (rack) => withDatabase((url) => silentDoorbell(rack, url)),
};

async function silentDoorbell(rack: Rack, databaseUrl: string): Promise<void> {
  const setup = new pg.Client({ connectionString: databaseUrl });
  await setup.connect();
  await migrateLog(setup);
  await setup.end();
  const proxy = await cuttableProxy(databaseUrl);
  const tail = timedTail({ databaseUrl, doorbellUrl: proxy.url, pollMs });
  try {
    const listening = () => (tail.status().listening ? true : undefined);
    await eventually(listening);
    await appendAndJudge(rack, tail, 'with the doorbell');
    proxy.silence();
    await appendAndJudge(rack, tail, 'with the doorbell silent');
    await eventually(() => (tail.status().listening ? undefined : true));
    proxy.mend();
    await eventually(listening);
    rack.tell(`the listener was replaced ${String(tail.status().reconnects)} times`);
    await appendAndJudge(rack, tail, 'with the doorbell mended');
  } finally {
    await tail.stop();
    await proxy.close();
  }
}

async function appendAndJudge(rack: Rack, tail: TimedTail, when: string): Promise<void> {
  const positions = await tail.appendFor(rack.short ? 1_500 : 15_000);
  await eventually(() => (tail.status().position >= (positions.at(-1) ?? 0) ? true : undefined));
  await pause(pollMs);
  const delays = positions.map((position) => tail.delayMs(position) ?? Infinity);
  rack.tell(
    `${when}: ${String(delays.length)} events, median ${figure(quantile(delays, 0.5))} ms after the append`,
  );
  rack.judge(`longest delay ${when}`, quantile(delays, 1), pollMs + slackMs);
}
