import { describe, expect, it } from '@jest/globals';
import { Encoder, PacketType, type Packet } from 'socket.io-parser';
import { SharedEncoder } from './shared-encoder.ts';

const event = (data: unknown[], id?: number, nsp = '/live'): Packet => ({
  type: PacketType.EVENT,
  nsp,
  data,
  ...(id === undefined ? {} : { id }),
});

describe('the encoder of the live socket', () => {
  it.each([
    ['a message', event(['tick', { head: 7 }])],
    ['a message to be acknowledged', event(['events', [{ position: 1, text: '"ü\n' }]], 12)],
    ['a message of the main namespace', event(['tick', { head: 7 }], 3, '/')],
    ['a message without a body', event(['tick'])],
    ['a message of two bodies', event(['tick', { head: 7 }, { head: 8 }])],
    ['a body that is no object', event(['tick', 'seven'])],
    ['a body of nothing', event(['tick', null])],
    ['a connection', { type: PacketType.CONNECT, nsp: '/live', data: { sid: 'x' } }],
    ['an acknowledgement', { type: PacketType.ACK, nsp: '/live', id: 4, data: [] }],
  ])('writes %s as Socket.IO does', (_, packet) => {
    expect(new SharedEncoder().encode(packet)).toEqual(new Encoder().encode(packet));
  });

  it('encodes a body once, however many are sent it', () => {
    let encoded = 0;
    const body = { toJSON: () => ({ times: (encoded += 1) }) };
    const encoder = new SharedEncoder();
    const texts = [1, 2, 3].map((id) => encoder.encode(event(['events', body], id))[0]);
    expect(texts).toEqual([1, 2, 3].map((id) => `2/live,${String(id)}["events",{"times":1}]`));
  });
});
