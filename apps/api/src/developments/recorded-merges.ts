import { developmentKey, type DevelopmentsMerged } from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '../problems/problem.ts';
import { EVENT_LOG } from '../tokens.ts';

/** A merge as it stands in the log. */
export interface RecordedMerge {
  readonly into: string;
  readonly from: readonly string[];
  /** Its position on the stream of `into`. */
  readonly undoes: number;
}

/** Finds merges by their place in the log. */
@Injectable()
export class RecordedMerges {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /**
   * The merge of which an event stands at `position`, on whichever of its streams.
   * @throws Problem 404
   */
  async get(position: number): Promise<RecordedMerge> {
    const [event] =
      position < 1 ? [] : await this.log.readAll({ after: position - 1, to: position, limit: 1 });
    if (event?.type !== 'DevelopmentsMerged') throw notFound(`merge at position ${position}`);
    const { into, from } = event.data as DevelopmentsMerged['data'];
    // One command wrote them one after the other: first on the stream of `into`, then of each of `from`.
    const place = from.indexOf(developmentKey(event) ?? '') + 1;
    return { into, from, undoes: position - place };
  }
}
