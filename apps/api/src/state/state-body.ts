import type { Boards } from '@ceasefire/domain';

/** What a body of `GET state` says beside the boards. */
export type StateHead = Readonly<Record<string, string | number | null>>;

/** Writes bodies of `GET state`: the text of an entry that is the same object as before is not made anew. */
export function createStateBody(): (head: StateHead, boards: Boards) => Buffer {
  const texts = new WeakMap<object, string>();

  function textOf(entry: object): string {
    const known = texts.get(entry);
    if (known !== undefined) return known;
    const text = JSON.stringify(entry);
    texts.set(entry, text);
    return text;
  }

  const listOf = (entries: readonly object[]): string => `[${entries.map(textOf).join(',')}]`;

  return (head, { ceasefire, deployments, negotiations, disputes }) => {
    const { arrangements, ...rest } = ceasefire;
    return Buffer.from(
      `${open(head)},"ceasefire":${open(rest)},"arrangements":${listOf(arrangements)}},` +
        `"deployments":${listOf(deployments)},"negotiations":${listOf(negotiations)},` +
        `"disputes":${listOf(disputes)}}`,
    );
  };
}

/** An object's text without its end, for more to follow; the object must not be empty. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}
