import type { DevelopmentsPage, DevelopmentsQuery } from '@ceasefire/contracts';
import {
  type DevelopmentDocument,
  type DevelopmentView,
  getSpan,
  independentSources,
  viewDevelopment,
} from '@ceasefire/domain';
import { createLatch, type EventLog, type ReadModel, readModel } from '@ceasefire/event-store';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { OBSERVATIONS, type Observations } from '../database/observations.ts';
import { beyondHead, millisOf, notReached } from '../reading/moment.ts';
import type { Situation } from '../situation/load-situation.ts';
import { EVENT_LOG, PG_POOL, SITUATION } from '../tokens.ts';
import { type Cursor, type CursorScope, formatCursor, parseCursor } from './cursor.ts';
import { developmentsProjection, occurredAtMs } from './developments.projection.ts';
import { listDevelopments, selectCheckpoint, subjectExists } from './list-developments.sql.ts';
import { NamedSearch, type SearchTerms } from './search-terms.ts';

/** How long a read waits for a position that is recorded and not yet projected. */
const patienceMs = 1_000;

/** How often the table is asked how far it is, when another node fills it. */
const pollMs = 5;

/** The developments as a list: filtered, ordered, in pages that later writes do not shift. */
@Injectable()
export class DevelopmentsList {
  readonly #model: ReadModel;
  readonly #pool: Pool;
  readonly #log: EventLog;
  readonly #search: NamedSearch;
  readonly #commits: Observations['commits'];
  #polling: Promise<number> | undefined;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(SITUATION) { description }: Situation,
    @Inject(OBSERVATIONS) { commits }: Pick<Observations, 'commits'>,
  ) {
    this.#pool = pool;
    this.#log = log;
    this.#commits = commits;
    this.#search = new NamedSearch(description);
    this.#model = readModel(pool, developmentsProjection);
  }

  /**
   * One page. A cursor keeps the log position of the first page, so that the pages of one list are of one moment.
   * @throws Problem 400 for a cursor of another list, 404 for a position beyond the head, 503 for one that is not projected in time
   */
  async page(query: DevelopmentsQuery): Promise<DevelopmentsPage> {
    const { cursor: text, limit, ...filters } = query;
    const scope: CursorScope = { epoch: (await this.#log.head()).epoch, filters };
    const cursor = text === undefined ? undefined : parseCursor(text, scope);
    const position = cursor?.position ?? (await this.#positionFor(query.position));
    const terms = searchValues(this.#search.termsOf(query.q ?? ''));
    const values = [position, ...filterValues(query), ...terms, ...afterValues(cursor), limit + 1];
    const { rows } = await this.#model.query<{ state: DevelopmentDocument }>(
      listDevelopments,
      values,
    );
    const documents = rows.slice(0, limit).map(({ state }) => state);
    const last = rows.length > limit ? documents.at(-1) : undefined;
    const knownAtMs = millisOf(query.knownAt);
    return {
      items: documents.map((document) => asKnown(viewDevelopment(document), knownAtMs)),
      next: last === undefined ? null : formatCursor(placeOf(last, position), scope),
      position,
    } as DevelopmentsPage;
  }

  /** True once the list shows what was recorded up to `position`; false when it does not after `timeoutMs`. */
  async reached(position: number, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    const latch = createLatch();
    let heard = 0;
    const isStored = (): boolean => heard >= position;
    const hearing = this.#commits.subscribe(({ projection, through }) => {
      if (projection !== developmentsProjection.name) return;
      heard = through;
      if (isStored()) latch.wake();
    });
    try {
      while (!isStored() && (await this.#checkpoint()) < position) {
        if (performance.now() > deadline) return false;
        await latch.sleep(pollMs);
      }
      return true;
    } finally {
      hearing.unsubscribe();
    }
  }

  /** Whether any development takes a stance on the subject, whatever became of it since. */
  async hasSubject(subject: string): Promise<boolean> {
    const { rows } = await this.#model.query<{ known: boolean }>(subjectExists, [subject]);
    return rows[0]?.known === true;
  }

  async #positionFor(asked: number | undefined): Promise<number> {
    const checkpoint = await this.#checkpoint();
    if (asked === undefined || asked <= checkpoint) return asked ?? checkpoint;
    const head = await this.#log.head();
    if (asked > head.position) throw beyondHead(asked, head.position);
    if (await this.reached(asked, patienceMs)) return asked;
    throw notReached(asked);
  }

  /** Everybody who asks at the same time shares one question. */
  #checkpoint(): Promise<number> {
    this.#polling ??= this.#pool
      .query<{ position: string }>(selectCheckpoint, [developmentsProjection.name])
      .then(({ rows }) => Number(rows[0]?.position ?? 0))
      .finally(() => (this.#polling = undefined));
    return this.#polling;
  }
}

/** $2 to $12 of the statement. */
function filterValues(query: DevelopmentsQuery): readonly unknown[] {
  const { kind, status = 'active', process, modality, subject, actor, place } = query;
  const from = query.from === undefined ? null : new Date(getSpan(query.from).startMs);
  const plain = [kind, status === 'any' ? null : status, process, modality, subject, actor, place];
  const times = [from, dateOf(query.to), dateOf(query.asOf), dateOf(query.knownAt)];
  return [...plain.map((value) => value ?? null), ...times];
}

/** $13 and $14 of the statement. */
const searchValues = ({ patterns, named }: SearchTerms): readonly unknown[] => [
  patterns,
  named.length === 0 ? null : JSON.stringify(named),
];

/** $15 and $16 of the statement. */
const afterValues = (cursor: Cursor | undefined): readonly unknown[] =>
  cursor === undefined ? [null, null] : [new Date(cursor.occurredAtMs), cursor.id];

function dateOf(text: string | undefined): Date | null {
  const ms = millisOf(text);
  return ms === null ? null : new Date(ms);
}

const placeOf = (document: DevelopmentDocument, position: number): Cursor => ({
  position,
  occurredAtMs: occurredAtMs(document),
  id: document.state.document.id,
});

/** The development with only the sources that had been published by then. */
function asKnown(view: DevelopmentView, knownAtMs: number | null): DevelopmentView {
  if (knownAtMs === null) return view;
  const sources = view.sources.filter(({ publishedAt }) => getSpan(publishedAt).endMs <= knownAtMs);
  return { ...view, sources, independentSources: independentSources(sources) };
}
