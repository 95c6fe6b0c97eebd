import type pg from 'pg';
import type { EncodedCommand } from '../log/encode-command.ts';
import { callOf } from './append-batch.ts';
import { openDedicatedClient, type DedicatedClient } from './dedicated-client.ts';
import { rawText } from './raw-text.ts';
import type { AppendRow } from './verdicts.ts';

/** The one connection on which a node appends. */
export interface AppendLink {
  readonly isOpen: boolean;
  /** @throws what pg says when the database is away */
  open(): Promise<void>;
  /** One batch, one round trip. @throws what pg says */
  call(commands: readonly EncodedCommand[]): Promise<AppendRow>;
  /** Gives the connection up at once. */
  drop(): void;
  /** Ends it in good order. */
  end(): Promise<void>;
}

/** Makes a link that is not open yet; the database gives up a call after `callTimeoutMs`. */
export function createAppendLink(pool: pg.Pool, callTimeoutMs: number): AppendLink {
  let link: DedicatedClient | undefined;

  async function call(commands: readonly EncodedCommand[]): Promise<AppendRow> {
    const to = link;
    if (to === undefined) throw new Error('the appender is not connected');
    // The server gives up by itself first; this is for a server that went silent.
    const watchdog = setTimeout(() => {
      to.cut();
    }, callTimeoutMs + 2000);
    try {
      const query = { ...callOf(commands), rowMode: 'array' as const, types: rawText };
      const result = await to.client.query<string[]>(query);
      return result.rows[0] as unknown as AppendRow;
    } finally {
      clearTimeout(watchdog);
    }
  }

  return {
    get isOpen() {
      return link !== undefined;
    },
    async open() {
      const opened = await openDedicatedClient(pool, {
        application_name: 'event-log appender',
        statement_timeout: callTimeoutMs,
      });
      link = opened;
      void opened.lost.then(() => {
        if (link === opened) link = undefined;
      });
    },
    call,
    drop() {
      link?.cut();
      link = undefined;
    },
    async end() {
      await link?.end();
    },
  };
}
