import {
  type DevelopmentDocument,
  developmentKey,
  effectiveSources,
  evolveDevelopmentDocument,
  getSpan,
  intervalOf,
  stanceOf,
} from '@ceasefire/domain';
import type { Projection } from '@ceasefire/event-store';
import { searchable } from './search-text.ts';

const document = ({ state }: DevelopmentDocument) => state.document;
const interval = (from: DevelopmentDocument) => intervalOf(document(from).occurred);
const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The place in the list: when it is certain to have happened, or else when it may have begun. Epoch milliseconds. */
export function occurredAtMs(listed: DevelopmentDocument): number {
  const { definiteMs, startMs } = interval(listed);
  return definiteMs ?? startMs ?? 0;
}

/** When the first of its sources was published, in epoch milliseconds. */
function publishedAtMs({ state }: DevelopmentDocument): number {
  return Math.min(...effectiveSources(state).map(({ publishedAt }) => getSpan(publishedAt).endMs));
}

/** The last moment at which it may have happened; null: there is none. */
function endMs(listed: DevelopmentDocument): number | null {
  const { to } = document(listed).occurred;
  return to === null ? null : getSpan(to).endMs;
}

function searchText(listed: DevelopmentDocument): string {
  const { id, kind, summary, actors, places, process, details } = document(listed);
  const sources = effectiveSources(listed.state).flatMap(({ outlet, title }) => [outlet, title]);
  const ids = [kind, id, process ?? '', ...actors.map((actor) => actor.id), ...places];
  return searchable([summary, ...sources, details.note ?? '', ...ids].join('\n'));
}

/** Every development with the columns that the list is filtered and ordered by. */
export const developmentsProjection: Projection<DevelopmentDocument> = {
  name: 'developments',
  version: 2,
  keyOf: developmentKey,
  evolve: evolveDevelopmentDocument,
  columns: {
    kind: { type: 'text', value: (listed) => document(listed).kind },
    status: { type: 'text', value: ({ state }) => state.status },
    process: { type: 'text', value: (listed) => document(listed).process },
    modality: { type: 'text', value: (listed) => document(listed).modality },
    subject: { type: 'text', value: (listed) => stanceOf(document(listed))?.subject },
    actors: { type: 'text[]', value: (listed) => document(listed).actors.map(({ id }) => id) },
    places: { type: 'text[]', value: (listed) => document(listed).places },
    occurred_at: { type: 'timestamptz', value: (listed) => instant(occurredAtMs(listed)) },
    occurred_start: { type: 'timestamptz', value: (listed) => instant(interval(listed).startMs) },
    occurred_end: { type: 'timestamptz', value: (listed) => instant(endMs(listed)) },
    published_at: { type: 'timestamptz', value: (listed) => instant(publishedAtMs(listed)) },
    search: { type: 'text', value: searchText },
  },
  indexes: [
    '(occurred_at desc, key desc)',
    '(kind, occurred_at desc)',
    '(process, occurred_at desc) where process is not null',
    '(subject) where subject is not null',
    'using gin (actors)',
    'using gin (places)',
  ],
};
