import type { Tally } from './crowd-client.ts';

/** What the bench tells a process full of clients. */
export type ToCrowd =
  | { readonly tell: 'connect'; readonly url: string; readonly clients: number }
  /** A new count begins; with `drops`, every client drops its connection for 2 s in every 10 s. */
  | { readonly tell: 'begin'; readonly drops: boolean }
  /** Answered once every client has everything up to `head`, or 30 s later. */
  | { readonly tell: 'finish'; readonly head: number };

/** What it answers: one message for each. */
export type FromCrowd =
  | { readonly told: 'connect' | 'begin' }
  | { readonly told: 'finish'; readonly tally: Tally; readonly complete: number };
