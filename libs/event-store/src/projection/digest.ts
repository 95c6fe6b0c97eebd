import { hash } from 'node:crypto';
import { createBytes, putBytes, putText, type Bytes } from './bytes.ts';

/**
 * A hash of a set of revisions that does not depend on their order: the sum modulo 2^256 of the SHA-256 of each.
 *
 * So it grows with each commit without reading what is already there. That a revision was superseded is not part of it: it follows
 * from the revisions.
 */
export interface Digest {
  /** `text` is the canonical JSON of the state, or its UTF-8. */
  add(key: string, position: number, text: string | Uint8Array): void;
  /** 32 bytes, big-endian. */
  bytes(): Buffer;
  hex(): string;
}

const lanes = 8;
const laneSize = 2 ** 32;
/** A lane is a double: it holds sums of 2^20 numbers of 32 bits exactly. */
const carryAfter = 2 ** 20;

/** The digest of no revision, or the one that `from` (32 bytes) stands for. */
export function createDigest(from: Uint8Array = new Uint8Array(32)): Digest {
  const sums = new Float64Array(lanes);
  let pending = 0;

  const addHash = (hashed: string): void => {
    for (let lane = 0; lane < lanes; lane += 1) {
      sums[lane] = (sums[lane] ?? 0) + wordAt(hashed, lane * 4);
    }
    pending += 1;
    if (pending === carryAfter) carry();
  };

  const carry = (): void => {
    let over = 0;
    for (let lane = lanes - 1; lane >= 0; lane -= 1) {
      const sum = (sums[lane] ?? 0) + over;
      over = Math.floor(sum / laneSize);
      sums[lane] = sum % laneSize;
    }
    pending = 0;
  };

  const bytes = (): Buffer => {
    carry();
    const out = Buffer.alloc(32);
    sums.forEach((sum, lane) => out.writeUInt32BE(sum, lane * 4));
    return out;
  };

  addHash(Buffer.from(from).toString('latin1'));
  return {
    add: (key, position, text) => addHash(revisionHash(key, position, text)),
    bytes,
    hex: () => bytes().toString('hex'),
  };
}

/** The number of 32 bits, big-endian, in four bytes that are given as characters. */
const wordAt = (bytes: string, at: number): number =>
  bytes.charCodeAt(at) * 0x1000000 +
  (bytes.charCodeAt(at + 1) << 16) +
  (bytes.charCodeAt(at + 2) << 8) +
  bytes.charCodeAt(at + 3);

const hashed: Bytes = createBytes(4_096);

/**
 * The bytes as characters, which cost less than a buffer of them.
 *
 * Unambiguous for any key: canonical JSON holds no unit separator, so the last two separate the three parts.
 */
function revisionHash(key: string, position: number, text: string | Uint8Array): string {
  hashed.length = 0;
  putText(hashed, `${key}\x1f${position}\x1f`);
  if (typeof text === 'string') putText(hashed, text);
  else putBytes(hashed, text);
  return hash('sha256', hashed.buffer.subarray(0, hashed.length), 'binary');
}
