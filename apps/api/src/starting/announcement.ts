import type { FirstKey } from '../access/first-key.ts';

/** What the start prints: where the page is, and where the first admin key is. The key itself only when it was made just now. */
export const announcement = (url: string, key: FirstKey): string =>
  `\nThe ceasefire monitor is at ${url}\n${keyLines(key)}\n`;

function keyLines(key: FirstKey): string {
  switch (key.from) {
    case 'environment':
      return 'Admin key: the one in ADMIN_KEY.';
    case 'elsewhere':
      return 'Admin key: made by another start of this database; `monitor keys create` makes one more.';
    case 'file':
      return key.secret === undefined
        ? `Admin key: in ${key.path}`
        : `Admin key (shown this once, kept in ${key.path}):\n  ${key.secret}`;
  }
}

/** The address to open: a server that listens everywhere is reached at the loopback address. */
export function pageUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${String(port)}`;
}
