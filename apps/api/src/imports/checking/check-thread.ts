import type { SituationDescription } from '@ceasefire/contracts';
import type { EventMeta } from '@ceasefire/event-store';
import type { LineBlock } from './check-lines.ts';
import type { ImportFormat } from '../formats.ts';

/** By what a thread is to check all lines that it is sent afterwards. */
export interface CheckOrder {
  readonly format: ImportFormat;
  readonly description: SituationDescription;
  readonly author: EventMeta;
}

/** What a thread that checks is sent: first an order, then blocks; it answers each block with `PackedLines`, in their order. */
export type CheckMessage = { readonly order: CheckOrder } | { readonly block: LineBlock };
