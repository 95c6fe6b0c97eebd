import { formatElapsed, formatSeconds } from '../format/elapsed.ts';
import type { LiveState } from './live-state.ts';

/** How much the reader may trust that the page is up to date. */
export type Health = 'connecting' | 'live' | 'stale' | 'reconnecting' | 'polling' | 'lost';

/** A socket that says nothing for longer than this many milliseconds (three ticks) is not trusted. */
const STALE_AFTER_MS = 15_000;
/** A loss shorter than this many milliseconds is mended without a banner. */
const LOST_AFTER_MS = 5_000;
/** How often the page asks by itself while it has no socket, in milliseconds. */
export const POLL_EVERY_MS = 15_000;

/** Whether a poll has answered since the socket was lost, and not too long ago. */
function isPolling({ heardAt, lostAt }: LiveState, now: number): boolean {
  if (heardAt === null || lostAt === null) return false;
  return heardAt > lostAt + 1 && now - heardAt < POLL_EVERY_MS * 2;
}

/** The health of the connection at `now` (epoch ms). */
export function healthOf(live: LiveState, now: number): Health {
  if (live.phase === 'connected')
    return now - (live.heardAt ?? now) > STALE_AFTER_MS ? 'stale' : 'live';
  if (now - (live.lostAt ?? now) <= LOST_AFTER_MS)
    return live.phase === 'connecting' ? 'connecting' : 'reconnecting';
  return isPolling(live, now) ? 'polling' : 'lost';
}

const WORDS: Record<Health, string> = {
  connecting: 'Connecting',
  live: 'Live',
  stale: 'Silent',
  reconnecting: 'Reconnecting',
  polling: 'Checking',
  lost: 'Lost',
};

/** The health in a word or two. */
export function healthWords(health: Health): string {
  return WORDS[health];
}

/** What the banner says, or null where no banner is called for. */
export function healthWarning(live: LiveState, now: number): string | null {
  const truth =
    live.heardAt === null
      ? 'Nothing has been received yet.'
      : `What you see was true at ${formatSeconds(live.heardAt)} and may be old.`;
  switch (healthOf(live, now)) {
    case 'lost':
      return `Connection lost ${formatElapsed(now - (live.lostAt ?? now))} ago. ${truth} Retrying…`;
    case 'stale':
      return `Nothing heard for ${formatElapsed(now - (live.heardAt ?? now))}. ${truth}`;
    case 'polling':
      return `No live connection. The page asks every ${POLL_EVERY_MS / 1000} s; last answer at ${formatSeconds(live.heardAt ?? now)}.`;
    case 'connecting':
    case 'live':
    case 'reconnecting':
      return null;
  }
}
