import type {
  EndedRebuild,
  ProjectionErrorCode,
  ShadowChoice,
  StartedRebuild,
} from '@ceasefire/event-store';
import type { Config } from '../config.ts';
import type { PoolOptions } from '../database/pools.ts';

/** What a thread that rebuilds is given. */
export interface RebuildOrder {
  readonly database: PoolOptions;
  readonly logLevel: Config['LOG_LEVEL'];
  /** The projection's name. */
  readonly projection: string;
  readonly choice: ShadowChoice;
}

/** An error as it crosses to another thread; `code` is null for what the runtime does not know. */
export interface SentError {
  readonly code: ProjectionErrorCode | null;
  readonly message: string;
  readonly position?: number | undefined;
}

/** What the thread says: that the rebuild is its own or was refused, and later how it ended. */
export type RebuildMessage =
  | { readonly what: 'started'; readonly started: StartedRebuild }
  | { readonly what: 'refused'; readonly error: SentError }
  | {
      readonly what: 'ended';
      readonly result?: EndedRebuild['result'];
      readonly error?: SentError;
    };
