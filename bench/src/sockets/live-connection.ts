import { WebSocket } from 'ws';

/** Where a client begins: nothing at its first connection, what it holds at a later one. */
export interface Auth {
  readonly epoch?: string;
  readonly from?: number;
}

/** One event as it is pushed, as far as a measurement needs it. */
export interface PushedEvent {
  readonly position: number;
  readonly recordedAt: string;
}

/** What a connection tells its client. Messages are acknowledged after `onEvents` has returned. */
export interface Listener {
  readonly auth: Auth;
  onWelcome(epoch: string, head: number): void;
  onEvents(events: readonly PushedEvent[]): void;
  /** The connection broke, was refused, or the server sent it away. */
  onGone(why: string): void;
}

const namespace = '/live,';

/** The last message that any client of this process was sent: a thousand clients get the same text, and it is parsed once. */
let last: { readonly text: string; readonly message: readonly [string, unknown] } | undefined;

function parse(text: string): readonly [string, unknown] {
  if (last?.text !== text) last = { text, message: JSON.parse(text) as [string, unknown] };
  return last.message;
}

/** One Engine.IO packet; answers what is to be sent back. */
function take(packet: string, listener: Listener): string | undefined {
  if (packet === '2') return '3'; // ping, pong
  if (packet.startsWith('0')) return `40${namespace}${JSON.stringify(listener.auth)}`;
  if (packet.startsWith(`42${namespace}`)) return event(packet.slice(8), listener);
  if (packet.startsWith('41') || packet.startsWith('44')) listener.onGone(packet);
  return undefined;
}

function event(text: string, listener: Listener): string | undefined {
  const begin = text.indexOf('[');
  const [name, body] = parse(text.slice(begin));
  if (name === 'reset') listener.onGone(text);
  if (name === 'welcome') {
    const { epoch, head } = body as { epoch: string; head: number };
    listener.onWelcome(epoch, head);
  }
  if (name === 'events') listener.onEvents(body as readonly PushedEvent[]);
  return begin === 0 ? undefined : `43${namespace}${text.slice(0, begin)}[]`;
}

/**
 * Connects to `/live` as a Socket.IO client does (Engine.IO protocol 4, Socket.IO protocol 5), and no more than that: the clients share
 * the machine with the server, and the library's own take several times as much of it. Answers how to drop the connection.
 */
export function connectLive(url: string, listener: Listener): () => void {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
  let dropped = false;
  socket.on('message', (data: Buffer) => {
    const answer = dropped ? undefined : take(data.toString(), listener);
    if (answer !== undefined) socket.send(answer);
  });
  socket.on('error', (error) => {
    if (!dropped) listener.onGone(error.message);
  });
  socket.on('close', (code) => {
    if (!dropped) listener.onGone(`closed with ${code}`);
  });
  return () => {
    dropped = true;
    socket.terminate();
  };
}
