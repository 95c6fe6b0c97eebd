import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { createRooms, type Room } from './rooms.ts';

const long = 2 ** 17;
const memoryOf = ({ bytes }: Room): unknown => bytes.buffer;

describe('room for an answer', () => {
  it('has the length that was asked for', () => {
    const rooms = createRooms();
    for (const length of [0, 1, 1_000, long, long + 1])
      expect(rooms(length).bytes).toHaveLength(length);
  });

  it('is used again when the last holder lets go, and not before', () => {
    const rooms = createRooms();
    const first = rooms(long);
    first.hold();
    first.letGo();
    const second = rooms(long);
    expect(memoryOf(second)).not.toBe(memoryOf(first));
    first.letGo();
    const third = rooms(long - 100);
    expect(memoryOf(third)).toBe(memoryOf(first));
    expect(memoryOf(rooms(long))).not.toBe(memoryOf(first));
  });

  it('is not used again for what is much shorter, or longer', () => {
    const rooms = createRooms();
    const first = rooms(4 * long);
    first.letGo();
    for (const length of [long, 5 * long])
      expect(memoryOf(rooms(length))).not.toBe(memoryOf(first));
    expect(memoryOf(rooms(4 * long))).toBe(memoryOf(first));
  });

  it('is left to the collector beyond what may lie free', () => {
    const rooms = createRooms(2 * long);
    const held = [rooms(long), rooms(long)];
    for (const room of held) room.letGo();
    const again = [rooms(long), rooms(long)].map(memoryOf);
    expect(again.filter((memory) => held.map(memoryOf).includes(memory))).toHaveLength(1);
  });
});

describe('room for an answer that is sent', () => {
  it('is used again once the answer was sent, and not while somebody reads it slowly', async () => {
    const server = Fastify();
    // More than the system's own buffers between the two hold.
    const length = 16 * 2 ** 20;
    const rooms = createRooms(8 * length);
    const memories = new Set<unknown>();
    server.get('/:letter', (request, reply) => {
      const room = rooms(length);
      memories.add(memoryOf(room));
      room.bytes.fill((request.params as { letter: string }).letter);
      reply.raw.once('close', room.letGo);
      return reply.send(room.bytes);
    });
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const slow = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    slow.write('GET /s HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n');
    await once(slow, 'readable');
    for (const letter of 'abcdef')
      expect(await (await fetch(`${url}/${letter}`)).text()).toBe(letter.repeat(length));
    const got: Buffer[] = [];
    slow.on('data', (bytes: Buffer) => got.push(bytes));
    await once(slow, 'end');
    expect(Buffer.concat(got).subarray(-length).equals(Buffer.alloc(length, 's'))).toBe(true);
    // One for the slow reader, and two for the others: one may not be closed yet when the next asks.
    expect(memories.size).toBeLessThanOrEqual(3);
    await server.close();
  });
});
