import { expect, it } from '@jest/globals';
import { VersionConflict } from '../errors.ts';
import type { EventLog } from '../event-log.ts';
import { hashOf } from '../hash-chain.ts';
import { command, noted, writing } from './commands.ts';

/** Rules of versions, positions and atomicity. */
export function appendingRules(log: () => EventLog): void {
  it('gives the first event of a stream version 1 and the first of the log position 1', async () => {
    expect(await log().append(command([writing('a', 0, 'one', 'two')]))).toEqual({
      firstPosition: 1,
      lastPosition: 2,
      versions: { a: 2 },
      duplicate: false,
    });
    expect(await log().append(command([writing('a', 2, 'three')]))).toMatchObject({
      firstPosition: 3,
      versions: { a: 3 },
    });
  });

  it('refuses a write that expects another version, and says which one it found', async () => {
    await log().append(command([writing('a', 0, 'one')]));
    for (const expected of [0, 2])
      await expect(log().append(command([writing('a', expected, 'x')]))).rejects.toMatchObject({
        code: 'version-conflict',
        stream: 'a',
        expected,
        actual: 1,
      });
    await expect(log().append(command([writing('new', 1, 'x')]))).rejects.toThrow(VersionConflict);
    expect((await log().head()).position).toBe(1);
  });

  it('takes a write that expects any version, on a new stream and on an old one', async () => {
    await log().append(command([writing('a', 'any', 'one')]));
    expect(await log().append(command([writing('a', 'any', 'two')]))).toMatchObject({
      versions: { a: 2 },
    });
  });

  it('lets one of 64 concurrent appends with the same expected version succeed', async () => {
    await log().append(command([writing('a', 0, 'first')]));
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, n) => log().append(command([writing('a', 1, n)]))),
    );

    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(VersionConflict);
    expect(await log().readStream('a')).toHaveLength(2);
  });

  it('takes concurrent appends that follow one another on the same stream, in the order in which they were made', async () => {
    const taken = await Promise.all(
      Array.from({ length: 50 }, (_, version) =>
        log().append(command([writing('a', version, version)])),
      ),
    );

    expect(taken.map((appended) => appended.versions['a'])).toEqual(taken.map((_, n) => n + 1));
  });

  it('stores nothing of a refused command, and all of its neighbours', async () => {
    await log().append(command([writing('a', 0, 'a1')]));
    const results = await Promise.allSettled([
      log().append(command([writing('b', 0, 'b1')])),
      log().append(
        command([writing('c', 0, 'never'), writing('b', 1, 'never'), writing('a', 7, 'never')]),
      ),
      log().append(command([writing('c', 0, 'c1'), writing('b', 1, 'b2')])),
    ]);

    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const all = await log().readAll();
    expect(all.map((event) => event.data)).toEqual(['a1', 'b1', 'c1', 'b2']);
    expect(all.map((event) => event.position)).toEqual([1, 2, 3, 4]);
  });

  it('judges each of many appends of one event by itself', async () => {
    await log().append(command([writing('old', 0, 'one')]));
    const expected: readonly (number | 'any')[] = [0, 'any', 1, 0, 7, 'any'];
    const results = await Promise.allSettled([
      log().append(command([writing('old', 1, 'two')])),
      ...expected.map((version, n) =>
        log().append(command([writing(`s-${String(n)}`, version, n)])),
      ),
    ]);

    expect(results.map((result) => result.status === 'fulfilled')).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(results[5]).toMatchObject({ reason: { stream: 's-4', expected: 7, actual: 0 } });
    const all = await log().readAll();
    expect(all.map(({ position, stream, version }) => [position, stream, version])).toEqual([
      [1, 'old', 1],
      [2, 'old', 2],
      [3, 's-0', 1],
      [4, 's-1', 1],
      [5, 's-3', 1],
      [6, 's-5', 1],
    ]);
    expect(hashOf(all)).toBe((await log().head()).hash);
  });

  it('takes many new streams at once, and refuses the one among them that is not new', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `new-${String(n)}`);
    await Promise.all(names.map((name) => log().append(command([writing(name, 0, 'first')]))));
    const more = ['new-40', 'new-7', 'new-41'];
    const results = await Promise.allSettled(
      more.map((name) => log().append(command([writing(name, 0, 'again')]))),
    );

    expect(results).toMatchObject([
      { value: { firstPosition: 41, lastPosition: 41, versions: { 'new-40': 1 } } },
      { reason: { stream: 'new-7', expected: 0, actual: 1 } },
      { value: { firstPosition: 42, lastPosition: 42, versions: { 'new-41': 1 } } },
    ]);
    const all = await log().readAll();
    expect(all.map(({ position, stream, version }) => [position, stream, version])).toEqual(
      [...names, 'new-40', 'new-41'].map((name, index) => [index + 1, name, 1]),
    );
    expect(hashOf(all)).toBe((await log().head()).hash);
  });

  it('writes several streams at consecutive positions, in the order of the writes', async () => {
    const appended = await log().append(
      command([writing('b', 0, 1, 2), writing('a', 'any', 3), writing('b', 2, 4)]),
    );

    expect(appended).toEqual({
      firstPosition: 1,
      lastPosition: 4,
      versions: { a: 1, b: 3 },
      duplicate: false,
    });
    const all = await log().readAll();
    expect(all.map(({ stream, version, data }) => [stream, version, data])).toEqual([
      ['b', 1, 1],
      ['b', 2, 2],
      ['a', 1, 3],
      ['b', 3, 4],
    ]);
  });

  it('checks the version of a stream to which nothing is written', async () => {
    await log().append(command([writing('a', 0, 'one')]));
    const guarded = (version: number) =>
      log().append(command([writing('a', version), writing('b', 'any', 'x')]));

    await expect(guarded(0)).rejects.toMatchObject({ stream: 'a', actual: 1 });
    expect(await guarded(1)).toMatchObject({ firstPosition: 2, versions: { a: 1, b: 1 } });
  });

  it('answers a command without events with an empty range of positions', async () => {
    await log().append(command([writing('a', 0, 'one')]));
    const head = await log().head();
    expect(await log().append(command([writing('a', 1), writing('b', 0)]))).toEqual({
      firstPosition: 2,
      lastPosition: 1,
      versions: { a: 1, b: 0 },
      duplicate: false,
    });
    expect(await log().head()).toEqual(head);
  });

  it('keeps who, why and the shape of the data beside each event, and never lets time fall', async () => {
    const meta = { recordedBy: 'k-1', correlationId: 'c-9', reason: 'a better source' };
    const event = { ...noted({ b: 1, a: [null] }), schemaVersion: 3 };
    await log().append({ writes: [{ stream: 'a', expected: 0, events: [event] }], meta });
    await log().append(command([writing('a', 1, 'later')]));

    const [first, second] = await log().readStream('a');
    expect(first).toEqual({
      position: 1,
      id: event.id,
      stream: 'a',
      version: 1,
      type: 'Noted',
      schemaVersion: 3,
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      meta,
      data: { b: 1, a: [null] },
    });
    expect(second?.schemaVersion).toBe(1);
    expect(String(second?.recordedAt) >= String(first?.recordedAt)).toBe(true);
  });

  it('keeps beside each event what its own command said, whatever the one before said', async () => {
    const reasons = ['a', 'a', 'b', 'a'];
    for (const [version, reason] of reasons.entries()) {
      const meta = { recordedBy: 'k-1', correlationId: 'c-9', reason };
      await log().append({ ...command([writing('a', version, 'text')]), meta });
    }
    expect((await log().readAll()).map(({ meta }) => meta.reason)).toEqual(reasons);
  });
}
