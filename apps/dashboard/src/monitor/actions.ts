import type { BoardsChanged } from '@ceasefire/contracts';
import type { Wait } from '../connection/awaited.ts';
import type { LiveState } from '../connection/live-state.ts';
import type { DevelopmentDocument, StateAnswer, Transition } from '../connection/wire.ts';
import type { FeedFilter } from '../developments/filter.ts';
import type { Reference } from '../situation/reference.ts';
import type { AddressProblem, PageAddress } from '../timeline/address.ts';
import type { Reading } from './state.ts';

/** A stretch of the feed as read, where it goes on, and the position of the log up to which it is complete. */
export interface FeedPart {
  readonly items: readonly DevelopmentDocument[];
  readonly next: string | null;
  readonly position: number;
}

/** Everything that can happen to the page's state. */
export type MonitorAction =
  | {
      readonly type: 'addressed';
      readonly address: PageAddress;
      readonly problems: readonly AddressProblem[];
    }
  | { readonly type: 'named'; readonly reference: Reference }
  | { readonly type: 'charted'; readonly transitions: readonly Transition[] }
  | { readonly type: 'reading' }
  | {
      readonly type: 'read';
      readonly reading: Reading;
      readonly feed: FeedPart;
      /** Null where those that the page holds are those of this moment too. */
      readonly transitions: readonly Transition[] | null;
      readonly documents: readonly DevelopmentDocument[];
      /** Why another moment is read than the URL asks for; empty where it is that one. */
      readonly problems: readonly AddressProblem[];
    }
  | {
      readonly type: 'refreshed';
      readonly state: StateAnswer;
      readonly documents: readonly DevelopmentDocument[];
    }
  | { readonly type: 'not-read'; readonly error: string; readonly wait: Wait | null }
  | {
      readonly type: 'boards-changed';
      readonly message: BoardsChanged;
      readonly documents: readonly DevelopmentDocument[];
    }
  | {
      readonly type: 'recorded';
      readonly position: number;
      readonly count: number;
      readonly waiting: readonly string[];
      readonly documents: readonly DevelopmentDocument[];
    }
  | { readonly type: 'filtered'; readonly filter: FeedFilter }
  | { readonly type: 'feed-read'; readonly part: FeedPart; readonly fresh: readonly string[] }
  | { readonly type: 'feed-reading-on' }
  | { readonly type: 'feed-continued'; readonly part: FeedPart }
  | { readonly type: 'feed-failed'; readonly error: string }
  | { readonly type: 'settled' }
  | { readonly type: 'met'; readonly documents: readonly DevelopmentDocument[] }
  | { readonly type: 'live'; readonly live: LiveState };
