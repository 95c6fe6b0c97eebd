import { describe, expect, it } from '@jest/globals';
import { createMemoryLog, type EventLog, LogUnavailable } from '@ceasefire/event-store';
import { AppendState } from './append-state.ts';

const full = new LogUnavailable({
  message: 'away',
  stored: 'no',
  cause: Object.assign(new Error('could not extend file'), { code: '53100' }),
});
const broken = new LogUnavailable({ message: 'away', stored: 'unknown' });

/** A log that fails as it is told. */
function failing(): { readonly log: EventLog; problem: Error | undefined } {
  const memory = createMemoryLog();
  const told: { log: EventLog; problem: Error | undefined } = {
    problem: undefined,
    log: {
      ...memory,
      append: async (command) => {
        if (told.problem) throw told.problem;
        return memory.append(command);
      },
    },
  };
  return told;
}

const command = {
  writes: [{ stream: 's', expected: 'any' as const, events: [] }],
  meta: { recordedBy: 'test', correlationId: 'test' },
};

describe('the check of the log', () => {
  it('is degraded from an append that found the disk full until one that found room', async () => {
    const state = new AppendState();
    const told = failing();
    const log = state.watch(told.log);
    expect(state.check().status).toBe('ok');
    told.problem = full;
    await expect(log.append(command)).rejects.toBe(full);
    expect(state.check()).toMatchObject({ name: 'log', status: 'degraded' });
    told.problem = broken;
    await expect(log.append(command)).rejects.toBe(broken);
    expect(state.check().status).toBe('degraded');
    told.problem = undefined;
    await log.append(command);
    expect(state.check().status).toBe('ok');
  });

  it('is not degraded by an append that failed for another reason', async () => {
    const state = new AppendState();
    const told = failing();
    told.problem = broken;
    await expect(state.watch(told.log).append(command)).rejects.toBe(broken);
    expect(state.check().status).toBe('ok');
  });
});
