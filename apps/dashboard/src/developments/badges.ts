import type { Modality } from '@ceasefire/domain';
import type { DevelopmentDocument } from '../connection/wire.ts';

/** A short warning about how a development is to be read, with the sentence that explains it. */
export interface Badge {
  readonly words: string;
  readonly explanation: string;
}

const MODALITIES: Record<Modality, Badge | null> = {
  actual: null,
  historical: { words: 'Background', explanation: 'It happened before the events at hand.' },
  future: { words: 'Expected', explanation: 'It was said that this will happen; not that it did.' },
  hypothetical: { words: 'Hypothetical', explanation: 'It was said that this could happen.' },
  negation: { words: 'Denied or absent', explanation: 'It was said that this is not so.' },
};

/** What a reader has to know before taking a development at face value; empty for a plain one. */
export function badgesOf(development: DevelopmentDocument): readonly Badge[] {
  const badges: Badge[] = [];
  if (development.status === 'retracted')
    badges.push({
      words: 'Retracted',
      explanation: 'An editor took this back; no board counts it.',
    });
  if (development.status === 'merged')
    badges.push({
      words: 'Merged',
      explanation: 'An editor found that another development is the same thing.',
    });
  const modality = MODALITIES[development.modality];
  if (modality !== null) badges.push(modality);
  if (development.occurred.certainty === 'inference')
    badges.push({
      words: 'Inferred',
      explanation: 'No report says so outright; an editor inferred it.',
    });
  if (development.sources.every((source) => source.anonymous))
    badges.push({ words: 'Unnamed source', explanation: 'Nobody named stands behind it.' });
  return badges;
}
