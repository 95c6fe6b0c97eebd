import type { LineBlock } from './check-lines.ts';
import { memoryOf, type PackedLines } from './packed-lines.ts';

/** Has a block checked. */
export type CheckBlock = (block: LineBlock) => Promise<PackedLines>;

/** The most memory for what was answered, in bytes: a quarter of what is free, a gigabyte at most. */
const usualRoom = (): number => Math.min(2 ** 30, process.availableMemory() / 4);

/**
 * Has the blocks of a file checked and keeps the answers, within `room` bytes: when the file is read again, from its first block on, they
 * are there. A block is known by its place in the file and its length. What was not kept is checked again.
 */
export function checkedOnce(check: CheckBlock, room = usualRoom()): CheckBlock {
  const answers = new Map<string, PackedLines>();
  let left = room;
  let upTo = 0;
  return async (block) => {
    const { length } = block.bytes;
    const from = block.isFirst ? 0 : upTo;
    upTo = from + length;
    const place = `${String(from)}+${String(length)}`;
    const known = answers.get(place);
    if (known !== undefined) return known;
    const lines = await check(block);
    left -= memoryOf(lines).reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (left >= 0) answers.set(place, lines);
    return lines;
  };
}
