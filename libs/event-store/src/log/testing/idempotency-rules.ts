import { expect, it } from '@jest/globals';
import { CommandReused } from '../errors.ts';
import type { EventLog } from '../event-log.ts';
import { command, writing } from './commands.ts';

/** Rules of command ids and fingerprints. */
export function idempotencyRules(log: () => EventLog): void {
  const ids = { commandId: 'once', fingerprint: 'f-1' };

  it('answers as the first time and stores nothing', async () => {
    const writes = [writing('a', 0, 1, 2), writing('__proto__', 'any', 3), writing('guard', 0)];
    const first = await log().append(command(writes, ids));
    await log().append(command([writing('a', 2, 'later')]));

    expect(await log().append(command(writes, ids))).toEqual({ ...first, duplicate: true });
    expect(first.versions).toEqual(
      Object.fromEntries([
        ['a', 2],
        ['__proto__', 1],
        ['guard', 0],
      ]),
    );
    expect((await log().head()).position).toBe(4);
  });

  it('refuses the id of another command', async () => {
    await log().append(command([writing('a', 0, 1)], ids));
    for (const fingerprint of ['f-2', undefined])
      await expect(
        log().append(
          command([writing('a', 1, 2)], {
            commandId: 'once',
            ...(fingerprint === undefined ? {} : { fingerprint }),
          }),
        ),
      ).rejects.toThrow(CommandReused);
    expect((await log().head()).position).toBe(1);
  });

  it('knows an id that came without a fingerprint', async () => {
    const again = () => log().append(command([writing('a', 0, 1)], { commandId: 'bare' }));
    expect((await again()).duplicate).toBe(false);
    expect((await again()).duplicate).toBe(true);
  });

  it('stores one of many concurrent appends with one id, and answers all alike', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => log().append(command([writing('a', 0, 1)], ids))),
    );

    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    for (const answer of answers)
      expect(answer).toMatchObject({ firstPosition: 1, lastPosition: 1 });
    expect(await log().readAll()).toHaveLength(1);
  });

  it('refuses one of two concurrent appends that share an id and differ in fingerprint', async () => {
    const results = await Promise.allSettled([
      log().append(command([writing('a', 0, 1)], ids)),
      log().append(command([writing('b', 0, 1)], { ...ids, fingerprint: 'f-2' })),
    ]);

    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
    expect(await log().readStream('b')).toEqual([]);
  });

  it('does not remember an id whose command was refused', async () => {
    const results = await Promise.allSettled([
      log().append(command([writing('a', 5, 'never')], ids)),
      log().append(command([writing('a', 0, 'taken')], ids)),
    ]);

    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(await log().append(command([writing('a', 0, 'taken')], ids))).toMatchObject({
      duplicate: true,
    });
  });

  it('remembers an id whose command wrote no event', async () => {
    const guard = () => log().append(command([writing('a', 0)], ids));
    const first = await guard();
    await log().append(command([writing('a', 0, 1)]));

    expect(await guard()).toEqual({ ...first, duplicate: true });
  });
}
