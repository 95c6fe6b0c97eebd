import {
  Controller,
  Get,
  Headers,
  Inject,
  Query,
  Req,
  Res,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { liveQuerySchema, type LiveQuery } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LogTail } from '../database/log-tail.ts';
import { Problem } from '../problems/problem.ts';
import { EVENT_LOG, LOG_TAIL } from '../tokens.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { BoardFeed } from './board-feed.ts';
import { LivePages } from './live-pages.ts';
import { PendingBoards } from './pending-boards.ts';
import { SseStream, sseText } from './sse-stream.ts';
import { resetOf, startingPoint, type StartingPoint } from './starting-point.ts';

const heartbeatMs = 15_000;
const reconnectAfterMs = 2_000;

/** Server-sent events: the log from `Last-Event-ID` or `after` on, or from the head. */
@Controller('api/v1/live')
export class LiveController implements BeforeApplicationShutdown {
  readonly #streams = new Set<SseStream>();

  constructor(
    @Inject(LOG_TAIL) private readonly tail: LogTail,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(BoardFeed) private readonly boards: BoardFeed,
    @Inject(LivePages) private readonly pages: LivePages,
  ) {
    tail.onRestart(() => this.#resetAll());
    boards.onReload(() => this.#resetAll());
  }

  /** Readers of this node. */
  get readers(): number {
    return this.#streams.size;
  }

  @Get()
  async live(
    @Query(new ZodPipe(liveQuerySchema)) { epoch, after }: LiveQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = lastEventId === undefined || lastEventId === '' ? after : positionOf(lastEventId);
    const start = await startingPoint(this.tail, this.log, { epoch, from });
    reply.hijack(); // From here on an error can only cut the connection.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD') {
      reply.raw.end();
      return;
    }
    const stream = new SseStream(reply.raw);
    this.#streams.add(stream);
    await this.#serve(stream, start, from).finally(() => this.#streams.delete(stream));
  }

  /** Lets every reader go, so that the HTTP server can close. */
  beforeApplicationShutdown(): void {
    for (const stream of this.#streams) stream.end();
  }

  #resetAll(): void {
    for (const stream of this.#streams) {
      void stream.write(sseText({ event: 'reset', data: resetOf(this.tail) }));
      stream.end();
    }
  }

  async #serve(stream: SseStream, start: StartingPoint, from: number | undefined): Promise<void> {
    const hello = sseText({ event: start.kind, data: start.message });
    await stream.write(`retry: ${reconnectAfterMs}\n\n${hello}`);
    if (start.kind === 'reset') {
      stream.end();
      return;
    }
    const reader = new SseReader(stream, start.from);
    const unsubscribe = this.boards.subscribe((change) => reader.boardsChanged(change));
    const missed = from === undefined ? undefined : this.boards.since(from);
    if (missed !== undefined) reader.boardsChanged(missed);
    const beating = setInterval(() => reader.beat(), heartbeatMs).unref();
    await reader.run(this.pages).finally(() => {
      unsubscribe();
      clearInterval(beating);
    });
  }
}

/** Sends one reader events, and boards after the events that changed them. */
class SseReader {
  readonly #boards = new PendingBoards();
  readonly #stream: SseStream;
  #position: number;

  constructor(stream: SseStream, from: number) {
    this.#stream = stream;
    this.#position = from;
  }

  async run(pages: LivePages): Promise<void> {
    const { signal } = this.#stream;
    while (!signal.aborted) {
      const events = await pages.next(this.#position, signal);
      await this.#stream.write(
        events.map((event) => sseText({ id: event.position, data: event })).join(''),
      );
      this.#position = events.at(-1)?.position ?? this.#position;
      this.#tellBoards();
    }
  }

  boardsChanged(change: Parameters<PendingBoards['add']>[0]): void {
    this.#boards.add(change);
    this.#tellBoards();
  }

  /** A comment, so that nobody on the way takes the connection for dead. */
  beat(): void {
    this.#tellBoards();
    if (!this.#stream.isBehind) void this.#stream.write(': still here\n\n');
  }

  #tellBoards(): void {
    const change = this.#stream.isBehind ? undefined : this.#boards.take(this.#position);
    if (change !== undefined) void this.#stream.write(sseText({ event: 'boards', data: change }));
  }
}

function positionOf(lastEventId: string): number {
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw new Problem(
    'invalid',
    'Last-Event-ID is not a position. Leave it out to begin at the head.',
    {
      errors: [{ pointer: '/Last-Event-ID', detail: 'must be a whole number from 0' }],
    },
  );
}
