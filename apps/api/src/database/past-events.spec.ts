import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { developmentKinds } from '@ceasefire/domain';
import { foldProjection, newestVersion, upcast, type RecordedEvent } from '@ceasefire/event-store';
import { projections } from './projections.ts';
import { upcasters } from './upcasters.ts';

const path = new URL('./past-events.json', import.meta.url);
/** One log, as stored, with an event of every type in every shape that it ever had. */
const pastEvents = JSON.parse(readFileSync(path, 'utf8')) as readonly RecordedEvent[];

const changes = [
  'DevelopmentCorrected',
  'DevelopmentRetracted',
  'DevelopmentReinstated',
  'SourceAdded',
  'DevelopmentsMerged',
  'DevelopmentsSplit',
  'DisputeResolved',
  'DisputeReopened',
];

describe('events of the past', () => {
  it.each([...developmentKinds, ...changes])('include %s in every shape', (type) => {
    const known = new Set(
      pastEvents.filter((event) => event.type === type).map((event) => event.schemaVersion),
    );
    const versions = Array.from({ length: newestVersion(upcasters, type) }, (_, n) => n + 1);
    expect([...known].sort()).toEqual(versions);
  });

  it.each(projections)('are folded by $name, every one of its revisions', (projection) => {
    const events = pastEvents.map((event) => upcast(event, upcasters));
    const { revisions } = foldProjection<unknown>(projection, events);
    const keys = events.flatMap((event) => projection.keyOf(event) ?? []);
    const folded = [...revisions.values()].reduce((sum, { length }) => sum + length, 0);
    expect(folded).toBe(keys.length);
    expect(new Set(revisions.keys())).toEqual(new Set(keys));
  });
});
