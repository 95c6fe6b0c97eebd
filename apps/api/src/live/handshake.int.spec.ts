import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reset } from '@ceasefire/contracts';
import { startLive, type StartedLive } from './testing/started-live.ts';

let live: StartedLive;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

describe('a live client', () => {
  it('of another epoch is told to begin anew, and let go', async () => {
    const client = live.connect({ epoch: 'another', from: 0 });
    const gone = client.next('disconnect');
    expect(await client.next<Reset>('reset')).toEqual({
      reason: 'other-epoch',
      epoch: live.tail.epoch,
      head: 0,
    });
    await gone;
  });

  it('from beyond the head is told to begin anew', async () => {
    await live.append(2);
    const client = live.connect({ from: 3 });
    expect(await client.next<Reset>('reset')).toEqual({
      reason: 'beyond-the-head',
      epoch: live.tail.epoch,
      head: 2,
    });
  });

  it.each([{ from: -1 }, { from: '7' }, { from: 1.5 }, { epoch: 7 }, { epoch: 'x'.repeat(65) }])(
    'with the auth %j is refused',
    async (auth) => {
      const refusal = await live
        .connect(auth)
        .next<Error & { data: { errors: unknown[] } }>('connect_error');
      expect(refusal.message).toMatch(/^auth is not valid/);
      expect(refusal.data.errors).toHaveLength(1);
    },
  );
});

describe('the handshake', () => {
  it.each([
    ['a listed origin', 'https://partner.example', true],
    ['a foreign origin', 'https://evil.example', false],
    ['no origin', '', true],
  ])('from %s', async (_, origin, allowed) => {
    const { next } = live.connect({}, { origin });
    const outcome = await Promise.race([
      next('welcome').then(() => true),
      next('connect_error').then(() => false),
    ]);
    expect(outcome).toBe(allowed);
  });

  it('is for the namespace /live alone', async () => {
    const socket = live.open('');
    const refusal = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(refusal.message).toBe('connect to the namespace /live');
  });
});
