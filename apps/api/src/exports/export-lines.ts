import type { SituationDescription } from '@ceasefire/contracts';
import type { EventLog } from '@ceasefire/event-store';
import { logEntryOf } from '../log/log-entry.ts';
import { logLines } from '../log/log-lines.ts';
import { cloudEventOf } from './cloud-event.ts';
import type { ExportFormat } from './formats.ts';
import { featureOf } from './development-feature.ts';
import { csvHeader, csvLineOf } from './development-csv.ts';
import { recordedDevelopments } from './recorded-developments.ts';

/** What to write of which log. */
export interface Exported {
  readonly log: Pick<EventLog, 'readAll' | 'head'>;
  readonly format: ExportFormat;
  readonly places: SituationDescription['places'];
}

const pageSize = 500;

/** Everything recorded by now, a part at a time; the next part is made when it is asked for. Throws as the log does. */
export async function* exportLines({
  log,
  format,
  places,
}: Exported): AsyncGenerator<string, void, undefined> {
  const { position: to, epoch } = await log.head();
  switch (format) {
    case 'ndjson':
      return yield* logLines(log, { after: 0, to });
    case 'cloudevents':
      return yield* cloudEvents(log, { to, epoch });
    case 'csv':
      yield csvHeader;
      for (const document of await recordedDevelopments(log, to)) yield csvLineOf(document);
      return;
    case 'geojson':
      return yield* geoJson({ log, format, places }, to);
  }
}

async function* cloudEvents(
  log: Exported['log'],
  { to, epoch }: { readonly to: number; readonly epoch: string },
): AsyncGenerator<string, void, undefined> {
  for (let after = 0; after < to;) {
    const events = await log.readAll({ after, to, limit: pageSize, raw: true });
    yield events
      .map((event) => `${JSON.stringify(cloudEventOf(logEntryOf(event), epoch))}\n`)
      .join('');
    after = events.at(-1)?.position ?? to;
  }
}

/** A FeatureCollection (RFC 7946), one feature a line. */
async function* geoJson(
  { log, places }: Exported,
  to: number,
): AsyncGenerator<string, void, undefined> {
  const byId = new Map(places.map((place) => [place.id, place]));
  let before = '\n';
  yield '{"type":"FeatureCollection","features":[';
  for (const document of await recordedDevelopments(log, to)) {
    const feature = featureOf(document, byId);
    if (feature === undefined) continue;
    yield `${before}${JSON.stringify(feature)}`;
    before = ',\n';
  }
  yield '\n]}\n';
}
