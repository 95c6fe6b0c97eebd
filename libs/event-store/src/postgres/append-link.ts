import type pg from 'pg';
import type { EncodedCommand } from '../log/encode-command.ts';
import { callOf, type AppendCall } from './append-batch.ts';
import { openDedicatedClient, type DedicatedClient } from './dedicated-client.ts';
import { isStreamTaken } from './failure.ts';
import { rawText } from './raw-text.ts';
import type { AppendRow } from './verdicts.ts';

/** The one connection on which a node appends. Calls are sent at once, also behind one that is under way. */
export interface AppendLink {
  readonly isOpen: boolean;
  /** @throws what pg says when the database is away */
  open(): Promise<void>;
  /** One batch, one round trip; two where all its commands expect new streams and one exists. @throws what pg says */
  call(commands: readonly EncodedCommand[]): Promise<AppendRow>;
  /** Gives the connection up at once. */
  drop(): void;
  /** Ends it in good order. */
  end(): Promise<void>;
}

/** Makes a link that is not open yet; the database gives up a call after `callTimeoutMs`. */
export function createAppendLink(pool: pg.Pool, callTimeoutMs: number): AppendLink {
  let link: DedicatedClient | undefined;
  let underWay = 0;

  async function run(call: AppendCall): Promise<AppendRow> {
    if (link === undefined) throw new Error('the appender is not connected');
    underWay += 1;
    // The server gives up by itself first, on each call in its turn.
    return request(link, call, callTimeoutMs * underWay + 2000).finally(() => (underWay -= 1));
  }

  return {
    get isOpen() {
      return link !== undefined;
    },
    async open() {
      const opened = await openDedicatedClient(pool, {
        application_name: 'event-log appender',
        statement_timeout: callTimeoutMs,
        pipeline: true,
      });
      link = opened;
      void opened.lost.then(() => {
        if (link === opened) link = undefined;
      });
    },
    call: (commands) => callCheapest(run, callOf(commands)),
    drop() {
      link?.cut();
      link = undefined;
    },
    async end() {
      await link?.end();
    },
  };
}

/** Makes one call; a server that says nothing for `patienceMs` went silent, and the connection is cut. */
async function request(
  link: DedicatedClient,
  { name, text, values }: AppendCall,
  patienceMs: number,
): Promise<AppendRow> {
  const watchdog = setTimeout(() => {
    link.cut();
  }, patienceMs);
  try {
    const query = { name, text, values, rowMode: 'array' as const, types: rawText };
    const result = await link.client.query<string[]>(query);
    return result.rows[0] as unknown as AppendRow;
  } finally {
    clearTimeout(watchdog);
  }
}

/** Has the batch judged by the call that takes longer only where the cheapest one was refused for what it does not judge. */
async function callCheapest(
  run: (call: AppendCall) => Promise<AppendRow>,
  cheapest: AppendCall,
): Promise<AppendRow> {
  try {
    return await run(cheapest);
  } catch (error) {
    if (cheapest.ifStreamTaken === undefined || !isStreamTaken(error)) throw error;
    return run(cheapest.ifStreamTaken);
  }
}
