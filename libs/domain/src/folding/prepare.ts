import type { Certainty, Modality } from '../development/development.ts';
import type { DevelopmentKind } from '../development/kinds.ts';
import { stanceOf } from '../disputes/stance.ts';
import type { DevelopmentFact } from '../facts/fact.ts';
import type { Happening } from './happening.ts';

const sureness: Readonly<Record<Certainty, number>> = { inference: 0, derived: 1, text: 2 };
const happened: readonly Modality[] = ['actual', 'historical'];
const aboutAbsence: readonly DevelopmentKind[] = ['DeploymentAbsent', 'DeploymentDenied'];

/** A revision of a development's fact, ready to be folded. */
export function prepare(
  fact: DevelopmentFact,
  { position, supersededAt }: { readonly position: number; readonly supersededAt: number | null },
): Happening {
  const startMs = fact.startMs ?? -Infinity;
  const endMs = fact.definiteMs ?? Infinity;
  return {
    id: fact.id,
    kind: fact.kind,
    startMs,
    // That somebody expects a thing is certain from when they said so.
    definiteMs: fact.kind === 'ExpectationStated' && startMs > -Infinity ? startMs : endMs,
    lasting: fact.lasting,
    sureness: sureness[fact.certainty],
    moves: mayMove(fact),
    process: fact.process,
    actors: fact.actors,
    claim: stanceOf(fact),
    details: fact.details,
    knownFromMs: publicationsOf(fact)[0] ?? Infinity,
    position,
    supersededAt: supersededAt ?? Infinity,
    status: fact.status,
  };
}

function mayMove({ kind, modality }: DevelopmentFact): boolean {
  if (kind === 'ExpectationStated') return modality !== 'negation';
  if (modality === 'negation') return aboutAbsence.includes(kind);
  return happened.includes(modality);
}

/** When each of its sources was published (epoch ms), ascending. */
export function publicationsOf({ published, absorbed }: DevelopmentFact): readonly number[] {
  const all = [...published, ...absorbed.flatMap((merge) => merge.published)];
  return all.map(({ at }) => at).sort((one, other) => one - other);
}
