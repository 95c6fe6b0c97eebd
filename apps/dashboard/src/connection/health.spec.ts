import { describe, expect, it } from '@jest/globals';
import { healthOf, healthWarning } from './health.ts';
import { initialLive, type LiveState } from './live-state.ts';

const live = (change: Partial<LiveState>): LiveState => ({
  ...initialLive,
  phase: 'connected',
  heardAt: 100_000,
  ...change,
});

describe('the health of the connection', () => {
  it('is live while ticks come', () => {
    expect(healthOf(live({}), 106_000)).toBe('live');
    expect(healthWarning(live({}), 106_000)).toBeNull();
  });

  it('is stale when nothing was heard for more than three ticks', () => {
    expect(healthOf(live({}), 115_001)).toBe('stale');
    expect(healthWarning(live({}), 120_000)).toMatch(
      /^Nothing heard for 20 s\. What you see was true at /,
    );
  });

  it('forgives a short loss', () => {
    const lost = live({ phase: 'disconnected', lostAt: 100_000 });
    expect(healthOf(lost, 104_000)).toBe('reconnecting');
    expect(healthWarning(lost, 104_000)).toBeNull();
  });

  it('is lost after a longer one, and says for how long', () => {
    const lost = live({ phase: 'disconnected', lostAt: 100_000 });
    expect(healthOf(lost, 114_000)).toBe('lost');
    expect(healthWarning(lost, 114_000)).toMatch(
      /^Connection lost 14 s ago\. What you see was true at 00:01:40 UTC and may be old\. Retrying…$/,
    );
  });

  it('is polling where there is no socket but the API answers', () => {
    const polled = live({ phase: 'disconnected', lostAt: 100_000, heardAt: 115_000 });
    expect(healthOf(polled, 120_000)).toBe('polling');
    expect(healthWarning(polled, 120_000)).toMatch(/last answer at 00:01:55 UTC\.$/);
    expect(healthOf(polled, 150_000)).toBe('lost');
  });
});
