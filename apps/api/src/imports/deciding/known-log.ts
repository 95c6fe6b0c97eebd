import { evolveFact, type Fact, factKey, UnfoldableEvent } from '@ceasefire/domain';
import type { EventLog } from '@ceasefire/event-store';
import { KnownFacts } from './known-facts.ts';

/** What an import must know of the log that it writes to. */
export interface KnownLog {
  readonly head: number;
  readonly facts: KnownFacts;
  /** The position of every event, by its id. */
  readonly positions: Map<string, number>;
}

const pageSize = 2_000;

/** Reads the whole log once: afterwards no stream is read that the log does not hold. Throws as the log does. */
export async function readKnownLog(
  log: Pick<EventLog, 'readAll' | 'head'>,
  onProgress: (position: number, head: number) => void,
): Promise<KnownLog> {
  const { position: head } = await log.head();
  const facts = new KnownFacts();
  const positions = new Map<string, number>();
  for (let after = 0; after < head;) {
    const events = await log.readAll({ after, to: head, limit: pageSize });
    for (const event of events) {
      positions.set(event.id, event.position);
      const key = factKey(event);
      if (key === undefined) continue;
      const fact = foldOrSkip(facts.get(key), event);
      if (fact) facts.set(key, fact);
    }
    after = events.at(-1)?.position ?? head;
    onProgress(after, head);
  }
  return { head, facts, positions };
}

/** What cannot be folded here has stopped the boards too, and is no reason to refuse what can. */
export function foldOrSkip(
  fact: Fact | undefined,
  event: Parameters<typeof evolveFact>[1],
): Fact | undefined {
  try {
    return evolveFact(fact, event);
  } catch (error) {
    if (error instanceof UnfoldableEvent) return undefined;
    throw error;
  }
}
