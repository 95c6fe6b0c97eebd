import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Hears each statement of a client before the server does; false keeps it, and all that follows, from the server. */
export type OnStatement = (text: string) => boolean;

/** A proxy before the database that reads along. */
export interface StatementProxy {
  /** The database's address, through the proxy. */
  readonly url: string;
  close(): Promise<void>;
}

/** Stands between clients and the database. Messages are those of https://www.postgresql.org/docs/current/protocol-message-formats.html */
export async function statementProxy(
  databaseUrl: string,
  onStatement: OnStatement,
): Promise<StatementProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket)).on('error', end);
    }
    const messages = messageReader(onStatement);
    client.on('data', (chunk: Buffer) => {
      const passed = messages(chunk);
      if (passed === undefined) end();
      else upstream.write(passed);
    });
    client.on('end', () => upstream.end());
    upstream.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes what a client sends; answers the whole messages in it, or undefined once one was kept back. */
function messageReader(onStatement: OnStatement): (chunk: Buffer) => Buffer | undefined {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  // The first message has no letter.
  let letter = 0;
  let kept = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let end = 0;
    while (!kept && rest.length >= end + letter + 4) {
      const next = end + letter + rest.readInt32BE(end + letter);
      if (rest.length < next) break;
      const text = letter === 0 ? undefined : statementOf(rest.subarray(end, next), prepared);
      kept = text !== undefined && !onStatement(text);
      letter = 1;
      end = kept ? end : next;
    }
    const whole = rest.subarray(0, end);
    rest = rest.subarray(end);
    return kept ? undefined : whole;
  };
}

/** The text that a message has executed: of a simple query, or of the prepared statement that is bound. */
function statementOf(message: Buffer, prepared: Map<string, string>): string | undefined {
  const [first = '', second = ''] = message.toString('utf8', 5).split('\0', 2);
  switch (String.fromCharCode(message[0] ?? 0)) {
    case 'Q':
      return first;
    case 'P':
      prepared.set(first, second);
      return undefined;
    case 'B':
      return prepared.get(second);
    default:
      return undefined;
  }
}
