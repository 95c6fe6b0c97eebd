import { formatSince } from '../format/occurred.ts';
import { capitalised } from '../format/words.ts';
import { possiblyWords } from './status-words.ts';

interface SinceLineProps {
  readonly since: string | null;
  readonly sinceEarliest: string | null;
  readonly possibly: readonly string[];
}

/** Since when a status holds and what it may already have become. */
export function SinceLine({ since, sinceEarliest, possibly }: SinceLineProps) {
  const sinceWords = formatSince(since, sinceEarliest);
  const possiblyText = possiblyWords(possibly);
  return (
    <>
      {sinceWords !== null && <p className="since">{capitalised(sinceWords)}</p>}
      {possiblyText !== null && (
        <p className="possibly">
          <span className="possibly-mark" aria-hidden="true" />
          {possiblyText}. The reports leave it open.
        </p>
      )}
    </>
  );
}
