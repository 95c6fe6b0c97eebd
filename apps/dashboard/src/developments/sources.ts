import type { Source } from '@ceasefire/domain';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { counted } from '../format/words.ts';

type Support = Pick<DevelopmentDocument, 'sources' | 'independentSources'>;

/** The links from the root to the outlet, each once: `['Kremlin', 'Interfax', 'DER SPIEGEL']`. */
export function attributionLinks(source: Source): readonly string[] {
  return [...new Set([...source.attributionChain, source.outlet])];
}

/** Who says so, and through whom: `Kremlin, via Interfax, via DER SPIEGEL`. */
export function attributionWords(source: Source): string {
  return attributionLinks(source).join(', via ');
}

/** How well supported a development is, in words: `Single source`, `2 reports of one source`, `2 independent sources`. */
export function supportWords({ sources, independentSources }: Support): string {
  if (independentSources > 1) return counted(independentSources, 'independent source');
  return sources.length > 1
    ? `${counted(sources.length, 'report')} of one source`
    : 'Single source';
}
