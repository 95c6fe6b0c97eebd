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

/** What a connection tells its client. Messages are acknowledged after `onEvents` has returned, as the page does it. */
export interface Listener {
  readonly auth: Auth;
  onWelcome(epoch: string, head: number): void;
  onEvents(events: readonly PushedEvent[]): void;
  /** Whether it has yet to catch up with what there was when it came. */
  isBehind(): boolean;
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

/** One Engine.IO packet; answers what is to be sent back at once, and what acknowledges it and all before it. */
function take(packet: string, listener: Listener): Answers {
  if (packet === '2') return { answer: '3' }; // ping, pong
  if (packet.startsWith('0')) return { answer: `40${namespace}${JSON.stringify(listener.auth)}` };
  if (packet.startsWith(`42${namespace}`)) return event(packet.slice(8), listener);
  if (packet.startsWith('41') || packet.startsWith('44')) listener.onGone(packet);
  return {};
}

interface Answers {
  readonly answer?: string;
  readonly acknowledgement?: string;
}

function event(text: string, listener: Listener): Answers {
  const begin = text.indexOf('[');
  const [name, body] = parse(text.slice(begin));
  if (name === 'reset') listener.onGone(text);
  if (name === 'welcome') {
    const { epoch, head } = body as { epoch: string; head: number };
    listener.onWelcome(epoch, head);
  }
  if (name === 'events') listener.onEvents(body as readonly PushedEvent[]);
  return begin === 0 ? {} : { acknowledgement: `43${namespace}${text.slice(0, begin)}[]` };
}

/** How long an acknowledgement may wait for the next, in milliseconds: the page's. */
const acknowledgeEveryMs = 1_000;

/** Sends a text at once after a pause, and of those that follow closely the last; one that is urgent at once as well. */
function inTurn(send: (text: string) => void): (text: string, isUrgent: boolean) => void {
  let waiting: string | undefined;
  let pausing = false;
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => {
    pausing = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      pausing = false;
      if (waiting !== undefined) sendNow(waiting);
    }, acknowledgeEveryMs);
  };
  const sendNow = (text: string): void => {
    waiting = undefined;
    send(text);
    pause();
  };
  return (text, isUrgent) => {
    if (isUrgent || !pausing) sendNow(text);
    else waiting = text;
  };
}

/**
 * Connects to `/live` as a Socket.IO client does (Engine.IO protocol 4, Socket.IO protocol 5), and no more than that: the clients share
 * the machine with the server, and the library's own take several times as much of it. Answers how to drop the connection.
 */
export function connectLive(url: string, listener: Listener): () => void {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
  let dropped = false;
  const acknowledge = inTurn((text) => {
    if (!dropped) socket.send(text);
  });
  socket.on('message', (data: Buffer) => {
    if (dropped) return;
    const isBehind = listener.isBehind();
    const { answer, acknowledgement } = take(data.toString(), listener);
    if (answer !== undefined) socket.send(answer);
    if (acknowledgement !== undefined) acknowledge(acknowledgement, isBehind);
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
