import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@ceasefire/contracts';
import { Server, type Socket } from 'socket.io';
import { io } from 'socket.io-client';
import { LiveClient } from './live-client.ts';
import { until } from './testing/started-live.ts';

let server: Server;
let url: string;
beforeEach(async () => {
  const http = createServer();
  server = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
});
afterEach(() => server.close());

const eventAt = (position: number) => ({ position }) as LiveEvent;

/** What Socket.IO keeps of messages that were not acknowledged. */
const kept = (socket: Socket): number =>
  (socket as unknown as { readonly acks: ReadonlyMap<number, unknown> }).acks.size;

describe('a message that is acknowledged', () => {
  it('stands for those before it, of which nothing is kept', async () => {
    const came = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const held: (() => void)[] = [];
    const far = io(url, { transports: ['websocket'] });
    far.on('events', (_: LiveEvent[], acknowledge: () => void) => held.push(acknowledge));
    const socket = await came;
    const client = new LiveClient(socket, 0);
    for (let position = 1; position <= 500; position += 1) client.send([eventAt(position)]);
    await until(() => held.length === 500);
    expect([client.isBehind, kept(socket)]).toEqual([true, 500]);

    held[249]?.();
    await until(() => !client.isBehind);
    expect(kept(socket)).toBe(250);
    held[100]?.(); // Out of order, and late.
    held[499]?.();
    await until(() => kept(socket) === 0);
    for (let position = 501; position <= 899; position += 1) client.send([eventAt(position)]);
    expect(client.isBehind).toBe(false);
    client.send([eventAt(900)]);
    expect(client.isBehind).toBe(true);
    far.disconnect();
  });
});
