import { createHash } from 'node:crypto';
import { formatInstant, type Moment } from '@ceasefire/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { LogTail } from '../database/log-tail.ts';
import { LOG_TAIL } from '../tokens.ts';
import type { BoardsModel } from './boards-model.ts';
import { BoardsService } from './boards.service.ts';
import { RecentAnswers } from './recent-answers.ts';
import type { Room } from './rooms.ts';
import { createStateBody } from './state-body.ts';

/** A body ready to be sent, and the tag that names these very bytes. To be let go, once, when it was sent or will not be: other bytes may come there. */
export interface LentAnswer {
  readonly body: Buffer;
  readonly etag: string;
  readonly letGo: () => void;
}

interface ReadyAnswer {
  readonly room: Room;
  readonly etag: string;
}

interface LiveAnswer extends ReadyAnswer {
  readonly model: BoardsModel;
  readonly epoch: string;
  readonly position: number;
  /** Epoch milliseconds at which the clock may change it. */
  readonly untilMs: number;
}

/** Bytes of the bodies of past moments. */
const mostKept = 32 * 2 ** 20;

/** Answers `GET state`: the live one is made once for each change, those of the past are kept for a while. */
@Injectable()
export class StateAnswers {
  readonly #past = new RecentAnswers<ReadyAnswer>(
    mostKept,
    ({ room }) => room.bytes.length,
    ({ room }) => {
      room.letGo();
    },
  );
  readonly #body = createStateBody();
  #live: LiveAnswer | undefined;
  #pastOf: BoardsModel | undefined;

  constructor(
    @Inject(BoardsService) private readonly boards: Pick<BoardsService, 'model'>,
    @Inject(LOG_TAIL) private readonly tail: Pick<LogTail, 'epoch'>,
  ) {}

  /** The answer for a moment of which this node holds everything. */
  at(moment: Moment): LentAnswer {
    const { room, etag } = this.#heldAt(moment);
    return { body: room.bytes, etag, letGo: room.letGo };
  }

  /** Makes the answer for a moment, and lets it go: nobody asked. */
  tryOut(moment: Moment): void {
    this.#answer(moment).room.letGo();
  }

  /** Held for whoever asks. */
  #heldAt(moment: Moment): ReadyAnswer {
    const { asOf, knownAt, position } = moment;
    if (asOf !== null) return this.#fixed(moment);
    return knownAt === null && position === null ? this.#present(moment) : this.#answer(moment);
  }

  #present(moment: Moment): ReadyAnswer {
    const { model } = this.boards;
    const { epoch } = this.tail;
    const known = this.#live;
    const holds =
      known?.model === model &&
      known.position === model.position &&
      known.epoch === epoch &&
      moment.now < known.untilMs;
    if (holds) return held(known);
    const untilMs = model.index.nextChangeAfter(moment.now) ?? Infinity;
    const { position } = model;
    this.#live = { ...this.#answer(moment), model, epoch, position, untilMs };
    known?.room.letGo();
    return held(this.#live);
  }

  /** A given moment does not move with the clock. */
  #fixed(moment: Moment): ReadyAnswer {
    const { model } = this.boards;
    if (this.#pastOf !== model) this.#forget(model);
    const position = Math.min(moment.position ?? Infinity, model.position);
    const key = [this.tail.epoch, position, moment.asOf, moment.knownAt].join(' ');
    const known = this.#past.get(key);
    if (known !== undefined) return held(known);
    const answer = held(this.#answer(moment));
    this.#past.set(key, answer);
    return answer;
  }

  #forget(model: BoardsModel): void {
    this.#past.clear();
    this.#pastOf = model;
  }

  #answer(moment: Moment): ReadyAnswer {
    const { index, position } = this.boards.model;
    const head = {
      epoch: this.tail.epoch,
      position: moment.position ?? position,
      asOf: instantOf(moment.asOf),
      knownAt: instantOf(moment.knownAt),
      lastReportAt: index.lastReportAt(moment),
    };
    // Of a past moment hardly an entry is asked for again, and texts by the thousand are dear to sweep up.
    const isPresent = moment.asOf === null && moment.knownAt === null && moment.position === null;
    const room = this.#body(head, index.entriesAt(moment), isPresent);
    const digest = createHash('sha256').update(room.bytes).digest('base64url');
    return { room, etag: `"${digest.slice(0, 22)}"` };
  }
}

/** Held once more. */
function held(answer: ReadyAnswer): ReadyAnswer {
  answer.room.hold();
  return answer;
}

const instantOf = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms));
