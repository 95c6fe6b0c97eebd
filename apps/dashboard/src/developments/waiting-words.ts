import { counted } from '../format/words.ts';

/** What waits to be shown: `2 new developments`, `1 changed development`, `3 new or changed developments`. */
export function waitingWords(
  waiting: readonly string[],
  shown: readonly { readonly id: string }[],
): string {
  const held = new Set(shown.map(({ id }) => id));
  const changed = waiting.filter((id) => held.has(id)).length;
  if (changed === 0) return counted(waiting.length, 'new development');
  if (changed === waiting.length) return counted(changed, 'changed development');
  return counted(waiting.length, 'new or changed development');
}
