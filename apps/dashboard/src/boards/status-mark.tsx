import { statusWords, type Tone } from './status-words.ts';

function Shape({ tone }: { tone: Tone }) {
  switch (tone) {
    case 'holds':
      return <circle cx="8" cy="8" r="6" fill="currentColor" />;
    case 'moving':
      return (
        <>
          <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 2.75a5.25 5.25 0 0 1 0 10.5z" fill="currentColor" />
        </>
      );
    case 'contested':
      return <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor" />;
    case 'broken':
      return (
        <path
          d="m3.5 3.5 9 9m0-9-9 9"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      );
    case 'none':
      return <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;
  }
}

/** The shape of a tone, beside words that say the same. */
export function ToneShape({ tone }: { tone: Tone }) {
  return (
    <svg className={`shape tone-${tone}`} viewBox="0 0 16 16" aria-hidden="true">
      <Shape tone={tone} />
    </svg>
  );
}

/** A status in words, colour and shape. */
export function StatusMark({ status, large = false }: { status: string; large?: boolean }) {
  const { words, tone } = statusWords(status);
  return (
    <span className={`status tone-${tone}${large ? ' status-large' : ''}`}>
      <ToneShape tone={tone} />
      {words}
    </span>
  );
}
