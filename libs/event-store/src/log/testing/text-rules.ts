import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { AppendCommand, EventLog } from '../event-log.ts';
import { hashOf } from '../hash-chain.ts';
import { JsonText } from '../json-text.ts';
import { command, noted, writing } from './commands.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

const hostile: readonly unknown[] = [
  null,
  false,
  0,
  -1.5e300,
  '',
  `it's "quoted" \\ {brackets}, $1 and \u0027; drop schema log`,
  'line\nfeed\ttab\r\u0001\u001f\u001f\u007f\u0085\u2028',
  'Şuşa, Ստեփանակերտ, Степанакерт, 🕊👩‍👩‍👧, \ufeff\ufffe',
  '\\u0000 and \\ud800 spelled out, \\\\u0000 too',
  JSON.parse('{"__proto__": {"a": 1}, "constructor": null, "": 0, "10": 1, "9": 2}'),
  nested(1000),
];

/** Rules of what comes back as it was given and of what is refused. */
export function textRules(log: () => EventLog): void {
  it('gives back any JSON as it was', async () => {
    await log().append(command([writing('a', 0, ...hostile)]));
    const events = await log().readAll();

    expect(events.map((event) => JSON.stringify(event.data))).toEqual(
      hostile.map((data) => JSON.stringify(data)),
    );
    expect(hashOf(events)).toBe((await log().head()).hash);
  });

  it('stores JSON that was written already as it stands, as if it had not been', async () => {
    const data = { b: ['ü', 1.5], a: null };
    await log().append(command([writing('a', 0, new JsonText(JSON.stringify(data)), data)]));
    const events = await log().readAll();

    expect(events.map((event) => JSON.stringify(event.data))).toEqual([
      JSON.stringify(data),
      JSON.stringify(data),
    ]);
    expect(hashOf(events)).toBe((await log().head()).hash);
  });

  it('gives back names of any script, and the texts of the meta', async () => {
    const stream = `dispute-"Şuşa",{NULL}\\ '🕊' $$ __proto__`;
    const meta = { recordedBy: `o'\\"{},\u001f`, correlationId: '', reason: 'çünkü\n' };
    const event = { ...noted(), type: 'NULL' };
    const appended = await log().append({
      writes: [{ stream, expected: 0, events: [event] }],
      meta,
      commandId: '{"a"}',
      fingerprint: '\\',
    });

    expect(appended.versions).toEqual({ [stream]: 1 });
    expect(await log().readStream(stream)).toMatchObject([{ stream, type: 'NULL', meta }]);
  });

  const bad: readonly [string, string, (good: AppendCommand) => AppendCommand][] = [
    ['NUL in a value', '/writes/0/events/0/data', withData({ deep: [{ text: 'a\0b' }] })],
    ['NUL in a key', '/writes/0/events/0/data', withData({ 'a\0': 1 })],
    ['a lone high surrogate', '/writes/0/events/0/data', withData(['\ud800 x'])],
    ['a lone low surrogate after a backslash', '/writes/0/events/0/data', withData('\\\udfff')],
    ['written JSON with NUL', '/writes/0/events/0/data', withData(new JsonText('"\\u0000"'))],
    ['a reason with NUL', '/meta', (good) => ({ ...good, meta: { ...good.meta, reason: '\0' } })],
    ['data that is no JSON', '/writes/0/events/0/data', withData(undefined)],
    ['a bigint', '/writes/0/events/0/data', withData({ n: 1n })],
    ['more than 1 MiB', '/writes/0/events/0/data', withData('ş'.repeat(524_289))],
    ['an id that is no UUID', '/writes/0/events/0/id', withEvent({ id: 'x' })],
    ['an empty type', '/writes/0/events/0/type', withEvent({ type: '' })],
    [
      'a fractional schema version',
      '/writes/0/events/0/schemaVersion',
      withEvent({ schemaVersion: 1.5 }),
    ],
    ['an empty stream', '/writes/0/stream', withWrite({ stream: '' })],
    ['a stream of 201 characters', '/writes/0/stream', withWrite({ stream: 'x'.repeat(201) })],
    ['a stream with a control character', '/writes/0/stream', withWrite({ stream: 'a\u001fb' })],
    ['a stream with a lone surrogate', '/writes/0/stream', withWrite({ stream: 'a\udc00' })],
    ['a negative version', '/writes/0/expected', withWrite({ expected: -1 })],
    ['a version beyond an integer', '/writes/0/expected', withWrite({ expected: 2 ** 31 })],
    ['a command id with NUL', '/commandId', (good) => ({ ...good, commandId: 'a\0' })],
    [
      'an empty fingerprint',
      '/fingerprint',
      (good) => ({ ...good, commandId: 'a', fingerprint: '' }),
    ],
    ['no writes', '/writes', (good) => ({ ...good, writes: [] })],
    ['1,001 events', '/writes', withWrite({ events: Array.from({ length: 1001 }, () => noted()) })],
  ];
  it.each(bad)('refuses %s, by name, and stores nothing', async (_, pointer, spoil) => {
    const good = command([writing('a', 0, 'good')]);
    const results = await Promise.allSettled([
      log().append(spoil(good)),
      log().append(command([writing('b', 0, 'neighbour')])),
    ]);

    expect(results).toMatchObject([
      { status: 'rejected', reason: { code: 'invalid-event', pointer } },
      { status: 'fulfilled' },
    ]);
    expect(await log().readStream('a')).toEqual([]);
  });

  it('refuses more than 4 MiB in one command', async () => {
    const half = 'x'.repeat(700_000);
    const large = command([writing('a', 0, half, half, half, half, half, half)]);
    await expect(log().append(large)).rejects.toMatchObject({ pointer: '/writes' });
  });

  it('writes ids in lower case', async () => {
    const id = randomUUID();
    await log().append(
      command([{ stream: 'a', expected: 0, events: [{ ...noted(), id: id.toUpperCase() }] }]),
    );
    expect(await log().readAll()).toMatchObject([{ id }]);
  });
}

function withData(data: unknown): (good: AppendCommand) => AppendCommand {
  return withEvent({ data });
}

function withEvent(change: Record<string, unknown>): (good: AppendCommand) => AppendCommand {
  return withWrite({ events: [{ ...noted(), ...change }] });
}

function withWrite(change: Record<string, unknown>): (good: AppendCommand) => AppendCommand {
  return (good) => ({ ...good, writes: good.writes.map((write) => ({ ...write, ...change })) });
}
