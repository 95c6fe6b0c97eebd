import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

const aboutUpgrades = new Set(['upgrade', 'http2-settings']);

/**
 * Has requests that would like another protocol answered as if they did not, but for those below `path`: HTTP lets a server pass such a
 * wish over, and clients that would speak HTTP/2 send it with their first request, whatever that is. Where anybody listens for upgrades, Node
 * leaves all of them to the listeners.
 */
export function passOverUpgrades(server: Server, path: string): void {
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (request.url?.startsWith(path) === true) return;
    socket.unshift(Buffer.concat([Buffer.from(plainHead(request), 'latin1'), head]));
    server.emit('connection', socket);
  });
}

/** The head of the request as it was, less what it says of upgrades. */
function plainHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? 'GET'} ${url ?? '/'} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const isConnection = name.toLowerCase() === 'connection';
    if (isConnection) lines.push(`${name}: ${withoutUpgrade(value)}`);
    else if (!aboutUpgrades.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const withoutUpgrade = (connection: string): string =>
  connection
    .split(',')
    .map((token) => token.trim())
    .filter((token) => !aboutUpgrades.has(token.toLowerCase()))
    .join(', ');
