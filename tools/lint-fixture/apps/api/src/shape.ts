/** Asks for more than a reader can keep in mind. */
export function asks(one: number, two: number, three: number, four: number): number {
  // breaks above: no-restricted-syntax
  return one + two + three + four;
}

/** Goes too deep. */
export function digs(ground: readonly number[]): number {
  for (const stone of ground) {
    if (stone > 0) {
      while (stone < 2) {
        // breaks below: max-depth
        if (stone === 1) return stone;
      }
    }
  }
  return 0;
}

/** Silences the rules. */
// breaks below: noInlineConfig
// eslint-disable-next-line eqeqeq
export const silenced = (left: number, right: number): boolean => left == right; // breaks: eqeqeq
