import type { ProcessDefinition } from '../../boards.ts';

/** What is known when a command is decided: the situation's data and what earlier events founded. */
export interface Situation {
  readonly actor: (id: string) => boolean;
  readonly place: (id: string) => boolean;
  /** The sort of a process, or undefined when there is none with that id. */
  readonly process: (id: string) => ProcessDefinition['kind'] | undefined;
  readonly issue: (negotiation: string, id: string) => boolean;
}

/** What a decider is told beside the command and the state. */
export interface Context {
  readonly knows: Situation;
}
