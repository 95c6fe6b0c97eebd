/**
 * A position or a count from the text of a `bigint`.
 * @throws RangeError when JavaScript cannot hold it exactly
 */
export function parsePosition(text: string): number {
  const position = Number(text);
  if (!Number.isSafeInteger(position)) throw new RangeError(`${text} is not a safe whole number`);
  return position;
}
