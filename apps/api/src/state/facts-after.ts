import { evolveFact, type Fact, factKey } from '@ceasefire/domain';
import type { EventLog, RecordedEvent } from '@ceasefire/event-store';

/** The facts that events lead to, each from all that is recorded on its stream. Throws as the log does. */
export async function factsAfter(
  log: Pick<EventLog, 'readStream'>,
  events: readonly RecordedEvent[],
): Promise<readonly Fact[]> {
  const keys = [...new Set(events.flatMap((event) => factKey(event) ?? []))];
  const facts = await Promise.all(
    keys.map(async (key) => {
      const recorded = await log.readStream(key);
      const coming = events.filter((event) => factKey(event) === key);
      return [...recorded, ...coming].reduce<Fact | undefined>(evolveFact, undefined);
    }),
  );
  return facts.flatMap((fact) => fact ?? []);
}
