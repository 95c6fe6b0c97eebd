import type { DevelopmentDocument } from '../connection/wire.ts';
import { badgesOf } from './badges.ts';

/** Short warnings about how a development is to be read. */
export function BadgeList({ development }: { development: DevelopmentDocument }) {
  return badgesOf(development).map(({ words, explanation }) => (
    <span key={words} className="badge" title={explanation}>
      {words}
    </span>
  ));
}
