import type { Knowledge } from './decider.ts';

/** Injection token of the `KnowledgeSource`. */
export const KNOWLEDGE = Symbol('KNOWLEDGE');

/** Where deciders learn what is known beyond the streams they read. */
export interface KnowledgeSource {
  current(): Knowledge;
  /** Waits shortly for what was recorded before now; whether there is anything new to know. */
  refresh(): Promise<boolean>;
}
