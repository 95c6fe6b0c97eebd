import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/**
 * Encodes as Socket.IO does (protocol 5), but the body of a message only once: a thousand clients are sent the same object, and what
 * differs between them is the number of the acknowledgement. A body must not change once it was sent.
 */
export class SharedEncoder extends Encoder {
  readonly #texts = new WeakMap<object, string>();

  override encode(packet: Packet): unknown[] {
    const { type, nsp, id } = packet;
    const data: unknown = packet.data;
    if (type !== PacketType.EVENT || !Array.isArray(data) || nsp === '/')
      return super.encode(packet);
    const [name, body, ...rest] = data as readonly unknown[];
    if (typeof body !== 'object' || body === null || rest.length > 0) return super.encode(packet);
    return [`2${nsp},${id ?? ''}[${JSON.stringify(name)},${this.#textOf(body)}]`];
  }

  #textOf(body: object): string {
    let text = this.#texts.get(body);
    if (text === undefined) this.#texts.set(body, (text = JSON.stringify(body)));
    return text;
  }
}

/** The `parser` option of a Socket.IO server; clients need none. */
export const sharedParser = { Encoder: SharedEncoder, Decoder };
