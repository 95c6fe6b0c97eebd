import { databaseProxy, type DatabaseProxy } from '@ceasefire/monitor-process';

/** Hears each statement of a client before the server does; false keeps it, and all that follows, from the server. */
export type OnStatement = (text: string) => boolean;

/** Stands between clients and the database, and reads along. Messages are those of https://www.postgresql.org/docs/current/protocol-message-formats.html */
export function statementProxy(
  databaseUrl: string,
  onStatement: OnStatement,
): Promise<DatabaseProxy> {
  return databaseProxy(databaseUrl, (client, reach) => {
    const upstream = reach();
    const messages = messageReader(onStatement);
    client.on('data', (chunk: Buffer) => {
      const passed = messages(chunk);
      if (passed !== undefined) {
        upstream.write(passed);
        return;
      }
      client.destroy();
      upstream.destroy();
    });
    client.on('end', () => upstream.end());
    upstream.pipe(client);
  });
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
