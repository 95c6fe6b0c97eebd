import {
  type DevelopmentDocument,
  developmentKey,
  evolveDevelopmentDocument,
} from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';

const pageSize = 1_000;

/** Every development as the log tells it up to position `to`, in the order in which they were first reported. Throws as the log does. */
export async function recordedDevelopments(
  log: Pick<EventLog, 'readAll'>,
  to: number,
): Promise<Iterable<DevelopmentDocument>> {
  const documents = new Map<string, DevelopmentDocument>();
  for (let after = 0; after < to;) {
    const events = await log.readAll({ after, to, limit: pageSize });
    for (const event of events)
      if (developmentKey(event) !== undefined)
        documents.set(event.stream, evolveDevelopmentDocument(documents.get(event.stream), event));
    after = events.at(-1)?.position ?? to;
  }
  return documents.values();
}
