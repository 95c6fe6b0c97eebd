import { createRequire } from 'node:module';

const packages = [
  '@event-driven-io/emmett-postgresql',
  'evtstore',
  '@castore/event-storage-adapter-postgres',
  '@eventide/message-db',
];

/** The peers and the versions that are pinned, e.g. `evtstore 12.0.1, …`. */
export function peerVersions(): string {
  const load = createRequire(import.meta.url);
  const { devDependencies } = load('../../package.json') as {
    devDependencies: Readonly<Record<string, string>>;
  };
  return packages.map((name) => `${name} ${devDependencies[name] ?? '(not pinned)'}`).join(', ');
}
