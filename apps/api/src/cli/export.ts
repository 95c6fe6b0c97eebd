import {
  type DevelopmentDocument,
  evolveDevelopmentDocument,
  viewDevelopment,
} from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';
import { logLines } from '../log/log-lines.ts';
import { csvLine } from './csv.ts';
import { write } from './output.ts';
import { withDatabase } from './session.ts';

/** What to write. */
export interface ExportOptions {
  readonly format: 'ndjson' | 'csv';
}

const columns = [
  'id',
  'kind',
  'status',
  'version',
  'from',
  'to',
  'precision',
  'certainty',
  'modality',
  'process',
  'summary',
  'actors',
  'places',
  'sources',
] as const;

/** Writes everything recorded by now to standard output: events as they are (`ndjson`), or developments as they now stand (`csv`). */
export const exportLog = ({ format }: ExportOptions): Promise<void> =>
  withDatabase(async ({ log }) => {
    const { position: to } = await log.head();
    if (format === 'ndjson') {
      for await (const lines of logLines(log, { after: 0, to })) await write(lines);
      return;
    }
    await write(csvLine(columns));
    for (const document of await developments(log, to)) await write(csvLine(row(document)));
  });

const streamsOfDevelopments = 'development-';
const pageSize = 1_000;

async function developments(log: EventLog, to: number): Promise<Iterable<DevelopmentDocument>> {
  const documents = new Map<string, DevelopmentDocument>();
  for (let after = 0; after < to;) {
    const events = await log.readAll({ after, to, limit: pageSize });
    for (const event of events)
      if (event.stream.startsWith(streamsOfDevelopments))
        documents.set(event.stream, evolveDevelopmentDocument(documents.get(event.stream), event));
    after = events.at(-1)?.position ?? to;
  }
  return documents.values();
}

function row(document: DevelopmentDocument): readonly (string | number | null)[] {
  const view = viewDevelopment(document);
  const { id, kind, status, version, occurred, modality, process, summary } = view;
  const { from, to, precision, certainty } = occurred;
  const lists = [
    view.actors.map((actor) => `${actor.id}:${actor.role}`),
    view.places,
    view.sources.map(({ outlet, publishedAt, url }) =>
      [outlet, publishedAt, url ?? ''].join(' ').trim(),
    ),
  ].map((list) => list.join('; '));
  return [
    id,
    kind,
    status,
    version,
    from,
    to,
    precision,
    certainty,
    modality,
    process,
    summary,
    ...lists,
  ];
}
