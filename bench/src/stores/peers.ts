import type { Store } from './store.ts';

/** A store of others, opened on an empty database with its schema made. */
export interface Peer {
  readonly name: string;
  readonly open: (url: string) => Promise<Store>;
}

/** Loaded when they are measured, so that one which is not installed, or does not run here, keeps no other from being measured. */
export const peers: readonly Peer[] = [
  {
    name: 'emmett-postgresql',
    open: async (url) => (await import('./emmett.ts')).emmett(url),
  },
  { name: 'evtstore', open: async (url) => (await import('./evtstore.ts')).evtstore(url) },
  { name: '@castore postgres', open: async (url) => (await import('./castore.ts')).castore(url) },
  { name: 'message-db', open: async (url) => (await import('./message-db.ts')).messageDb(url) },
];
