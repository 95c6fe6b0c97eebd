import { withDatabase } from '../server.ts';
import type { Contestant } from './contestant.ts';
import type { Rack } from './scenario.ts';

type Open = (connectionString: string) => Promise<Contestant>;

/** Stores of others, each loaded when needed: our own verdict does not hang on one. */
const peers: Readonly<Record<string, () => Promise<Open>>> = {
  'emmett-postgresql': async () => (await import('./emmett-log.ts')).emmettLog,
  evtstore: async () => (await import('./evtstore-log.ts')).evtstoreLog,
  '@schemeless/event-store-adapter-pg': async () =>
    (await import('./schemeless-log.ts')).schemelessLog,
};

/** The names of the peers, for people. */
export const peerNames = new Intl.ListFormat('en-GB').format(Object.keys(peers));

/** Does the same with each peer, on a database of its own; where one cannot be had, that is told instead. */
export async function withPeers(
  rack: Rack,
  work: (peer: Contestant) => Promise<void>,
): Promise<void> {
  for (const [name, load] of Object.entries(peers)) {
    await withDatabase(async (url) => {
      const peer = await load()
        .then((open) => open(url))
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          rack.tell(`${name}: not compared, as it cannot be opened: ${why}`);
        });
      if (peer) await work(peer).finally(() => peer.close());
    });
  }
}
