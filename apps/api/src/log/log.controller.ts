import { Readable } from 'node:stream';
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { logQuery, type LogQuery } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import type { FastifyReply } from 'fastify';
import { EVENT_LOG } from '../tokens.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { logEntryOf } from './log-entry.ts';
import { logLines } from './log-lines.ts';

const lines = 'application/x-ndjson';

/** The log itself, for whoever wants to check us or to build something else from it. */
@Controller('api/v1/log')
export class LogController {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** One page; or, for who accepts `application/x-ndjson`, everything after `after` that is recorded now. */
  @Get()
  async read(
    @Query(new ZodPipe(logQuery)) { after, limit }: LogQuery,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Vary', 'accept, accept-encoding').header('Cache-Control', 'no-cache');
    if (wantsLines(accept)) {
      const { position: to } = await this.log.head();
      const body = Readable.from(logLines(this.log, { after, to }), { objectMode: false });
      await reply.type(`${lines}; charset=utf-8`).send(body);
      return;
    }
    const [{ epoch, position: head }, events] = await Promise.all([
      this.log.head(),
      this.log.readAll({ after, limit, raw: true }),
    ]);
    const last = events.at(-1)?.position;
    const next = last !== undefined && last < head ? last : null;
    await reply.send({ epoch, head, items: events.map(logEntryOf), next });
  }
}

/** Whether the header names the lines, and does not name them to refuse them (`q=0`). */
function wantsLines(accept = ''): boolean {
  const ranges = accept.split(',').map((range) => range.split(';').map((part) => part.trim()));
  return ranges.some(
    ([type, ...parameters]) =>
      type?.toLowerCase() === lines && !parameters.some((one) => /^q=0(?:\.0{0,3})?$/i.test(one)),
  );
}
