import type { Boards } from '@ceasefire/domain';

/** What a body of `GET state` says beside the boards. */
export type StateHead = Readonly<Record<string, string | number | null>>;

/** Writes a body of `GET state`. `keeps`: whether the same entries will be written again. */
export type StateBody = (head: StateHead, boards: Boards, keeps: boolean) => Buffer;

/** The text of an entry that is the same object as one that was kept is not made anew. */
export function createStateBody(): StateBody {
  const texts = new WeakMap<object, string>();

  function textOf(entry: object, keeps: boolean): string {
    const known = texts.get(entry);
    if (known !== undefined) return known;
    const text = JSON.stringify(entry);
    if (keeps) texts.set(entry, text);
    return text;
  }

  return (head, { ceasefire, deployments, negotiations, disputes }, keeps) => {
    const listOf = (entries: readonly object[]): string =>
      `[${entries.map((entry) => textOf(entry, keeps)).join(',')}]`;
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
