import type { SituationDescription } from '@ceasefire/contracts';
import { type DevelopmentDocument, viewDevelopment } from '@ceasefire/domain';

type Place = SituationDescription['places'][number];

/** A point in degrees (WGS 84): longitude, then latitude. */
type Position = readonly [number, number];

/** A Feature of RFC 7946: one development at its places. */
export interface DevelopmentFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: Position }
    | { readonly type: 'MultiPoint'; readonly coordinates: readonly Position[] };
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The feature of an active development; undefined where it has no place, or counts no more. */
export function featureOf(
  document: DevelopmentDocument,
  places: ReadonlyMap<string, Place>,
): DevelopmentFeature | undefined {
  const view = viewDevelopment(document);
  const found = view.places.flatMap((id) => places.get(id) ?? []);
  const [first, ...others] = found.map(({ longitude, latitude }): Position => [
    longitude,
    latitude,
  ]);
  if (view.status !== 'active' || first === undefined) return undefined;
  const geometry =
    others.length === 0
      ? ({ type: 'Point', coordinates: first } as const)
      : ({ type: 'MultiPoint', coordinates: [first, ...others] } as const);
  const { id, kind, summary, occurred, modality, process, actors, sources, version } = view;
  const properties = {
    kind,
    summary,
    from: occurred.from,
    to: occurred.to,
    certainty: occurred.certainty,
    modality,
    process,
    actors,
    places: found.map((place) => ({ id: place.id, label: place.label })),
    sources: sources.map(({ outlet, title, publishedAt, url }) => ({
      outlet,
      title,
      publishedAt,
      url: url ?? null,
    })),
    version,
  };
  return { type: 'Feature', id, geometry, properties };
}
