import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Problem } from '../problems/problem.ts';
import { LOGGER, PG_POOL } from '../tokens.ts';
import { findKept, takeFirst, type Query } from './kept-answer.ts';
import { deleteUnanswered, updateAnswer } from './kept-answers.sql.ts';
import type { RequestIdentity } from './request-identity.ts';

const lookAgainMs = 50;

/**
 * Has what an `Idempotency-Key` asks for done once, on whichever node, and answers who repeats it as the first was answered.
 *
 * What was refused is not kept, as with commands: a repeat is judged anew. What was cut off is not done again, as nobody knows how far it came.
 */
@Injectable()
export class KeptAnswers {
  readonly #query: Query;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#query = async (sql, values) => (await pool.query<object>(sql, values)).rows;
  }

  /**
   * What `act` answers, or answered to the first request with this identity; without one `act` is simply done.
   * @throws Problem 409 when that request was cut off or takes long; CommandReused when it asked for something else; what `act` throws
   */
  async once<Answer>(
    identity: RequestIdentity | undefined,
    act: () => Promise<Answer>,
  ): Promise<Answer> {
    if (identity === undefined) return act();
    while (!(await takeFirst(this.#query, identity))) {
      const kept = await findKept(this.#query, identity);
      if (typeof kept?.answer === 'string') return JSON.parse(kept.answer) as Answer;
      if (kept?.recent === false) throw unfinished();
      await delay(lookAgainMs);
    }
    return this.#first(identity, act);
  }

  async #first<Answer>(
    { commandId }: RequestIdentity,
    act: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      const answer = await act();
      await this.#tidy(updateAnswer, [commandId, JSON.stringify(answer)]);
      return answer;
    } catch (error) {
      // A refusal did nothing; of anything else nobody knows what it did.
      if (error instanceof Problem && error.status < 500)
        await this.#tidy(deleteUnanswered, [commandId]);
      throw error;
    }
  }

  /** Where this fails the request counts as cut off, and is answered all the same. */
  async #tidy(sql: string, values: unknown[]): Promise<void> {
    await this.#query(sql, values).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'the answer to an Idempotency-Key could not be kept'),
    );
  }
}

const unfinished = (): Problem =>
  new Problem(
    'conflict',
    'The first request with this Idempotency-Key has not ended or was cut off, and is not done again. GET /api/v1/admin/projections tells how things stand; to ask anew take another Idempotency-Key.',
    { errors: [{ pointer: '/Idempotency-Key', detail: 'is of a request without an answer' }] },
  );
