import type { Resolution, Resolutions } from '../folding/fold.ts';
import type { Happening } from '../folding/happening.ts';
import { sameValue } from './same-value.ts';

/** Leaves of all judgements those that one process can be moved by. */
export interface Narrow {
  readonly notice: (happening: Happening) => void;
  /** The same object for judgements that say the same, so that what rests on them holds on. */
  readonly to: (resolutions: Resolutions) => Resolutions;
}

const none: Resolutions = new Map();
const mostKept = 4;

/** A process is moved by judgements on what is claimed in it. */
export function narrowing(): Narrow {
  const subjects = new Set<string>();
  let recent: readonly Resolutions[] = [];
  let last = { of: none, subjects: 0, left: none };

  return {
    notice: ({ claim }) => {
      if (claim !== null) subjects.add(claim.subject);
    },
    to: (resolutions) => {
      if (resolutions.size === 0) return none;
      if (last.of === resolutions && last.subjects === subjects.size) return last.left;
      const found = [...resolutions].filter(([subject]) => subjects.has(subject));
      const left =
        found.length === 0 ? none : (recent.find((each) => isOf(each, found)) ?? new Map(found));
      if (left !== none)
        recent = [left, ...recent.filter((each) => each !== left)].slice(0, mostKept);
      last = { of: resolutions, subjects: subjects.size, left };
      return left;
    },
  };
}

function isOf(known: Resolutions, found: readonly (readonly [string, Resolution])[]): boolean {
  return (
    known.size === found.length &&
    found.every(([subject, each]) => sameValue(each, known.get(subject)))
  );
}
