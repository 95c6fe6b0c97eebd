import type { Strength } from '@ceasefire/domain';
import { formatNumber } from './words.ts';

const QUALIFIERS: Record<Strength['qualifier'], string> = {
  exact: '',
  approx: 'about ',
  min: 'at least ',
  max: 'at most ',
};

/** A head count with its qualifier in words: `about 2,000`. */
export function formatStrength({ value, qualifier }: Strength): string {
  return `${QUALIFIERS[qualifier]}${formatNumber(value)}`;
}
