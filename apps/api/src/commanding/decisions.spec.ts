import { describe, expect, it } from '@jest/globals';
import { createMemoryLog, type EventLog } from '@ceasefire/event-store';
import { commanding, envelope } from '../testing/commanding.ts';
import { ChangeDispute, disputeDecider } from './change-dispute.ts';
import { JoinDevelopments, joinDecider } from './join-developments.ts';

const positionOf = async (log: EventLog): Promise<number> => (await log.head()).position;

describe('a decision', () => {
  it('stores its events with who, why and the correlation', async () => {
    const { log, retract, report } = commanding();
    await report('A');
    await retract('A', { reason: 'wrong', recordedBy: 'anna', correlationId: 'req-7' });
    const [, retracted] = await log.readStream('development-A');
    expect(retracted).toMatchObject({
      type: 'DevelopmentRetracted',
      version: 2,
      meta: { recordedBy: 'anna', correlationId: 'req-7', reason: 'wrong' },
    });
  });

  it('that a rule refuses stores nothing and says why', async () => {
    const { log, report, retract } = commanding();
    await report('A');
    await expect(report('A')).rejects.toMatchObject({ status: 409 });
    await expect(retract('B')).rejects.toMatchObject({ status: 404 });
    await retract('A');
    await expect(retract('A')).rejects.toMatchObject({ status: 409 });
    expect(await positionOf(log)).toBe(2);
  });

  it('on a version that is no longer the newest is refused with 412, whatever it is', async () => {
    const { log, report, retract } = commanding();
    await report('A');
    await retract('A', { expectedVersion: 1 });
    await expect(retract('A', { expectedVersion: 1 })).rejects.toMatchObject({ status: 412 });
    await expect(retract('A', { expectedVersion: 3 })).rejects.toMatchObject({ status: 412 });
    await expect(retract('B', { expectedVersion: 1 })).rejects.toMatchObject({ status: 404 });
    expect(await positionOf(log)).toBe(2);
  });

  it('on a version of what is not there is refused with 412, also where it would begin it', async () => {
    const { log, report } = commanding();
    await expect(report('A', { expectedVersion: 7 })).rejects.toMatchObject({
      status: 412,
      message: 'It does not exist yet, so it is not at version 7.',
    });
    expect(await positionOf(log)).toBe(0);
  });

  it('of many on the same version one is taken', async () => {
    const { report, retract } = commanding();
    await report('A');
    const all = await Promise.allSettled(
      Array.from({ length: 64 }, () => retract('A', { expectedVersion: 1 })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('that was overtaken is made anew on what is there now', async () => {
    const log = createMemoryLog();
    const { report } = commanding(log);
    await report('A');
    await report('B');
    let overtaking = 2;
    const busy: EventLog = {
      ...log,
      append: async (command) => {
        if (overtaking-- > 0) await commanding(log).report(`C${overtaking}`);
        if (overtaking === 1) await commanding(log).retract('B');
        return log.append(command);
      },
    };
    const merge = { type: 'Merge', into: 'A', from: ['B'], reason: 'the same' } as const;
    await expect(
      commanding(busy).take(new JoinDevelopments(merge, envelope()), joinDecider),
    ).rejects.toMatchObject({ status: 409, message: expect.stringContaining('retracted') });
  });

  it('that only looks ahead stores nothing and hands out the events as the log would', async () => {
    const { log, report } = commanding();
    await report('A');
    const outcome = await report('B', { dryRun: true, commandId: 'x' });
    expect(outcome).toMatchObject({
      stored: false,
      events: [{ position: 2, version: 1, stream: 'development-B', type: 'StatementMade' }],
    });
    expect(await positionOf(log)).toBe(1);
  });
});

describe('a command that comes again', () => {
  const again = { commandId: 'key-1', fingerprint: 'same' };

  it('is answered as the first time and stores nothing', async () => {
    const { log, report, retract } = commanding();
    const first = await report('A', again);
    await retract('A');
    const second = await report('A', again);
    expect(second).toMatchObject({
      stored: true,
      appended: { firstPosition: 1, lastPosition: 1, versions: { 'development-A': 1 } },
    });
    expect(first).toMatchObject({ appended: { duplicate: false } });
    expect(second).toMatchObject({ appended: { duplicate: true } });
    expect(await positionOf(log)).toBe(2);
  });

  it('is answered as the first time although the version that it names is no longer the newest', async () => {
    const { log, report, retract } = commanding();
    await report('A');
    await retract('A', { ...again, expectedVersion: 1 });
    const second = await retract('A', { ...again, expectedVersion: 1 });
    expect(second).toMatchObject({ appended: { lastPosition: 2, duplicate: true } });
    expect(await positionOf(log)).toBe(2);
  });

  it('with another content is refused, whether or not the rules would allow it', async () => {
    const { log, report } = commanding();
    await report('A', again);
    await expect(report('A', { ...again, fingerprint: 'other' })).rejects.toThrow(
      'another command',
    );
    await expect(report('B', { ...again, fingerprint: 'other' })).rejects.toThrow(
      'another command',
    );
    expect(await positionOf(log)).toBe(1);
  });

  it('twenty times at once is stored once', async () => {
    const { log, report } = commanding();
    const all = await Promise.all(Array.from({ length: 20 }, () => report('A', again)));
    expect(new Set(all.map((each) => each.stored && each.appended.lastPosition))).toEqual(
      new Set([1]),
    );
    expect(await positionOf(log)).toBe(1);
  });
});

describe('a merge', () => {
  const reason = 'the same';

  it('stands on every stream that it concerns, in one command', async () => {
    const { log, report, take } = commanding();
    for (const id of ['A', 'B', 'C']) await report(id);
    const merge = { type: 'Merge', into: 'A', from: ['B', 'C'], reason } as const;
    const outcome = await take(new JoinDevelopments(merge, envelope()), joinDecider);
    expect(outcome).toMatchObject({ appended: { firstPosition: 4, lastPosition: 6 } });
    const split = { type: 'Split', into: 'A', from: ['B', 'C'], undoes: 4, reason } as const;
    await take(new JoinDevelopments(split, envelope()), joinDecider);
    expect((await log.readStream('development-C')).map(({ type }) => type)).toEqual([
      'StatementMade',
      'DevelopmentsMerged',
      'DevelopmentsSplit',
    ]);
  });

  it('of a development that is not there is refused by the pointer of its name', async () => {
    const { report, take } = commanding();
    await report('A');
    const merge = { type: 'Merge', into: 'A', from: ['Z'], reason } as const;
    await expect(take(new JoinDevelopments(merge, envelope()), joinDecider)).rejects.toMatchObject({
      status: 422,
      errors: [{ pointer: '/from/0' }],
    });
  });
});

describe('a judgement', () => {
  const resolve = (subject: string, basedOn: readonly string[]) =>
    new ChangeDispute(
      { type: 'ResolveDispute', subject, outcome: 'So it is.', basedOn, reason: 'clear' },
      envelope(),
    );

  it('of what nobody contests is refused with 404', async () => {
    const { take } = commanding();
    await expect(take(resolve('agreed', ['A']), disputeDecider)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('rests on developments that are there', async () => {
    const { take } = commanding();
    await expect(take(resolve('contested', ['missing']), disputeDecider)).rejects.toMatchObject({
      status: 422,
      errors: [{ pointer: '/basedOn/0' }],
    });
    await take(resolve('contested', ['A']), disputeDecider);
    await expect(take(resolve('contested', ['A']), disputeDecider)).rejects.toMatchObject({
      status: 409,
    });
  });
});
