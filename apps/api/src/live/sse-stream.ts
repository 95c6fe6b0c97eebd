import type { ServerResponse } from 'node:http';

/** A reader that has not taken what was written within this time is cut off. */
const takeWithinMs = 30_000;

/** What a message of a stream of server-sent events holds. Without `event` it is a `message` to the browser. */
export interface SseMessage {
  readonly id?: number;
  readonly event?: string;
  readonly data: unknown;
}

/** The text of one message (HTML standard, 9.2). JSON holds no line break, so that one `data:` line is enough. */
export const sseText = ({ id, event, data }: SseMessage): string =>
  `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** One reader of server-sent events; at most one written text waits for it in memory. */
export class SseStream {
  readonly #response: ServerResponse;
  readonly #end = new AbortController();

  constructor(response: ServerResponse) {
    this.#response = response;
    response.once('close', () => this.#end.abort());
    response.once('error', () => this.#end.abort());
  }

  /** Aborted when the reader is gone. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** True while what was written has not been taken. */
  get isBehind(): boolean {
    return this.#response.writableNeedDrain;
  }

  /** Writes and waits until the reader has room again; cuts off one that does not take it in time. */
  async write(text: string): Promise<void> {
    if (this.signal.aborted || this.#response.write(text)) return;
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(() => this.#response.destroy(), takeWithinMs);
      const done = (): void => {
        clearTimeout(giveUp);
        this.#response.removeListener('drain', done);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      this.#response.once('drain', done);
      this.signal.addEventListener('abort', done);
    });
  }

  end(): void {
    this.#response.end();
  }
}
