import { withDatabase } from '../server.ts';
import type { Contestant } from './contestant.ts';
import type { Rack } from './scenario.ts';

/** Does the same with a peer, on a database of its own; where it is not installed whole, that is told instead. */
export async function withPeer(
  rack: Rack,
  work: (peer: Contestant) => Promise<void>,
): Promise<void> {
  // Loaded when needed: our own verdict does not hang on a peer.
  const peer = await import('./emmett-log.ts').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    rack.tell(`emmett-postgresql: not compared, as it cannot be loaded: ${why}`);
    return undefined;
  });
  if (peer === undefined) return;
  await withDatabase(async (url) => {
    const contestant = await peer.emmettLog(url);
    await work(contestant).finally(() => contestant.close());
  });
}
