import type { DevelopmentAnswer, History, HistoryEntry } from '@ceasefire/contracts';
import {
  type DevelopmentDocument,
  developmentStream,
  effectiveSources,
  evolveDevelopmentDocument,
  viewDevelopment,
} from '@ceasefire/domain';
import type { EventLog, RecordedEvent } from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '../problems/problem.ts';
import { EVENT_LOG } from '../tokens.ts';
import { fieldChanges, type Json } from './field-changes.ts';

/** One development, read from its own stream: never older than what was acknowledged. */
@Injectable()
export class DevelopmentStream {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** @throws Problem 404 */
  async get(id: string): Promise<DevelopmentAnswer> {
    const document = fold(await this.#read(id)).at(-1);
    if (document === undefined) throw notFound(`development ${id}`);
    return viewDevelopment(document) as DevelopmentAnswer;
  }

  /** Every event of the stream, oldest first. @throws Problem 404 */
  async history(id: string): Promise<History> {
    const events = await this.#read(id);
    const documents = fold(events);
    const last = documents.at(-1);
    if (last === undefined) throw notFound(`development ${id}`);
    const items = events.map((event, index) =>
      entryOf(event, documents[index - 1], documents[index]),
    );
    const { version, status } = last.state;
    return { id, version, status, items };
  }

  #read(id: string): Promise<readonly RecordedEvent[]> {
    return this.log.readStream(developmentStream(id));
  }
}

/** The document after each event. */
function fold(events: readonly RecordedEvent[]): readonly DevelopmentDocument[] {
  const documents: DevelopmentDocument[] = [];
  for (const event of events) documents.push(evolveDevelopmentDocument(documents.at(-1), event));
  return documents;
}

function entryOf(
  event: RecordedEvent,
  before: DevelopmentDocument | undefined,
  after: DevelopmentDocument | undefined,
): HistoryEntry {
  const { position, version, type, recordedAt, meta, data } = event;
  return {
    position,
    version,
    type,
    recordedAt,
    recordedBy: meta.recordedBy,
    correlationId: meta.correlationId,
    reason: meta.reason ?? null,
    changes: fieldChanges(readable(before), readable(after)) as HistoryEntry['changes'],
    data: data as HistoryEntry['data'],
  };
}

/** What of a document an event can change, as JSON. */
function readable(document: DevelopmentDocument | undefined): Json {
  if (document === undefined) return {};
  const { state } = document;
  return {
    ...state.document,
    sources: effectiveSources(state),
    status: state.status,
    mergedInto: state.status === 'merged' ? state.mergedInto : null,
    absorbed: state.absorbed.map(({ id }) => id),
  } as unknown as Json;
}
