import { describe, expect, it } from '@jest/globals';
import type {
  Boards,
  Changes as DomainChanges,
  Development,
  Dispute,
  Issue,
  Transition,
} from '@ceasefire/domain';
import type { z } from 'zod';
import type { boardsSchema, disputeSchema, issueSchema } from './boards.ts';
import type { CorrectionInput, SourceInput } from './changes.ts';
import type { DevelopmentInput } from './development.ts';
import type { developmentSchema } from './developments.ts';
import type { transitionSchema } from './readings.ts';

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Fits<From, To> = Frozen<From> extends To ? true : false;
type Same<A, B> = [Fits<A, B>, Frozen<B> extends Frozen<A> ? true : false];

// The compiler is the test: a wire type that the domain does not take makes this array a type error.
const checked: readonly true[] = [
  true satisfies Fits<DevelopmentInput & { id: string }, Development>,
  true satisfies Fits<CorrectionInput['changes'], DomainChanges>,
  true satisfies Fits<SourceInput['source'], Development['sources'][number]>,
  ...([true, true] satisfies Same<z.output<typeof boardsSchema>, Boards>),
  ...([true, true] satisfies Same<z.output<typeof disputeSchema>, Dispute>),
  ...([true, true] satisfies Same<z.output<typeof issueSchema>, Issue>),
  ...([true, true] satisfies Same<z.output<typeof transitionSchema>, Transition>),
  true satisfies Fits<z.output<typeof developmentSchema>, Development>,
];

describe('types of the wire', () => {
  it('are the types of the domain', () => {
    expect(checked).not.toContain(false);
  });
});
