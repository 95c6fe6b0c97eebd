import { describe, expect, it } from '@jest/globals';
import { createMemoryLog } from './memory-log.ts';
import { command, writing } from './testing/commands.ts';
import { eventLogContract } from './testing/event-log-contract.ts';

eventLogContract('the log in memory', () => {
  const log = createMemoryLog();
  return Promise.resolve({ log, release: () => log.close() });
});

describe('the log in memory', () => {
  it('takes its clock and its epoch from its maker, and holds time still while the clock goes back', async () => {
    const times = ['2020-11-10T00:00:00.500Z', '2020-11-09T21:00:00Z', '2020-11-11T00:00:00Z'];
    const clock = times.map((time) => Date.parse(time));
    const epoch = '6f0a4c1e-5d2b-4f5e-9c1b-0a7d3c2e1f00';
    const log = createMemoryLog({ epoch, now: () => clock.shift() ?? 0 });
    for (const version of [0, 1, 2]) await log.append(command([writing('a', version, version)]));

    expect((await log.readAll()).map((event) => event.recordedAt)).toEqual([
      '2020-11-10T00:00:00.500Z',
      '2020-11-10T00:00:00.500Z',
      '2020-11-11T00:00:00.000Z',
    ]);
    expect(await log.head()).toMatchObject({ epoch, recordedAt: '2020-11-11T00:00:00.000Z' });
  });

  it('takes nothing once it is closed', async () => {
    const log = createMemoryLog();
    await log.close();

    await expect(log.append(command([writing('a', 0, 1)]))).rejects.toMatchObject({
      code: 'log-unavailable',
      stored: 'no',
    });
  });
});
