type Stance = 'asserts' | 'denies';

/** Forgets a member of the union. */
export function forgets(stance: Stance): number {
  // breaks below: @typescript-eslint/switch-exhaustiveness-check
  switch (stance) {
    case 'asserts':
      return 1;
  }
  return 0;
}

/** Hides a member that may come later. */
export function hides(stance: Stance): number {
  switch (stance) {
    case 'asserts':
      return 1;
    case 'denies':
      return -1;
    default: // breaks: @typescript-eslint/switch-exhaustiveness-check
      return 0;
  }
}
