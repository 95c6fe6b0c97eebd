import type { EndedRebuild, ShadowChoice, StartedRebuild } from '@ceasefire/event-store';
import type { Config } from '../config.ts';
import type { PoolOptions } from '../database/pools.ts';
import type { SentError } from './sent-error.ts';

/** What a thread that rebuilds is given. */
export interface RebuildOrder {
  readonly database: PoolOptions;
  readonly logLevel: Config['LOG_LEVEL'];
  /** The projection's name. */
  readonly projection: string;
  readonly choice: ShadowChoice;
}

/** What the thread says: that the rebuild is its own or was refused, and later that it ended or failed. */
export type RebuildMessage =
  | { readonly what: 'started'; readonly started: StartedRebuild }
  | { readonly what: 'refused'; readonly error: SentError }
  | { readonly what: 'ended'; readonly result: NonNullable<EndedRebuild['result']> }
  | { readonly what: 'failed'; readonly error: SentError };
