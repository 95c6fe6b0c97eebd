import { describe, expect, it } from '@jest/globals';
import { createBoardIndex, entriesOf, evolveFact } from '@ceasefire/domain';
import { development } from '../testing/commanding.ts';
import { createStateBody } from './state-body.ts';

const moment = { asOf: null, knownAt: null, position: null, now: Date.UTC(2021, 0, 1) };
const head = { epoch: 'e', position: 1, asOf: null, lastReportAt: '2020-12-01T00:00:00.000Z' };

/** An index that takes developments one by one. */
function filling() {
  const index = createBoardIndex([{ id: 'truce', kind: 'arrangement' }]);
  let position = 0;
  const report = (change: Parameters<typeof development>[0]): void => {
    position += 1;
    const reported = development({ id: `D${position}`, ...change });
    const key = `development-${reported.id}`;
    const event = { position, stream: key, version: 1, type: reported.kind, recordedAt: '' };
    const state = evolveFact(undefined, { ...event, data: reported });
    index.apply([{ key, position, supersededAt: null, state }]);
  };
  return { index, report };
}

describe('the body of a state', () => {
  it('is the JSON of the whole, after each change', () => {
    const { index, report } = filling();
    const body = createStateBody();
    const check = (): void => {
      const boards = index.boardsAt(moment);
      const whole = JSON.stringify({ ...head, ...boards });
      const past = { ...moment, asOf: moment.now };
      expect(body(head, index.entriesAt(past), false).bytes.toString()).toBe(whole);
      for (const keeps of [false, true, false])
        expect(body(head, entriesOf(boards), keeps).bytes.toString()).toBe(whole);
    };
    check();
    report({ kind: 'CeasefireAgreed', process: 'truce', details: { parties: ['a', 'b'] } });
    check();
    report({ kind: 'DeploymentClaimed', process: 'helmets', details: { contributor: 'a' } });
    report({ kind: 'DeploymentDenied', process: 'helmets', details: { party: 'b' } });
    check();
    report({ kind: 'NegotiationProposed', process: 'talks' });
    check();
  });

  it('is whole however long it is, in any script, and stays what it was when another one is written', () => {
    const { index, report } = filling();
    const body = createStateBody();
    for (let each = 0; each < 300; each += 1) {
      const details = { parties: [`Ադրբեջան ${String(each)}`, 'Արցախ', '🕊'] };
      report({ kind: 'CeasefireAgreed', process: `truce-${String(each)}`, details });
    }
    const boards = index.boardsAt(moment);
    const whole = JSON.stringify({ ...head, ...boards });
    const bodies = [true, false, true].map((keeps) => body(head, entriesOf(boards), keeps));
    body({ ...head, position: 2 }, filling().index.entriesAt(moment), true);
    expect(whole.length).toBeGreaterThan(2 ** 16);
    for (const each of bodies) expect(each.bytes.toString()).toBe(whole);
  });

  it('is whole after another one that could not be written to its end', () => {
    const body = createStateBody();
    const boards = filling().index.boardsAt(moment);
    const unwritable = { subject: 1n } as unknown as (typeof boards.disputes)[number];
    expect(() => body(head, entriesOf({ ...boards, disputes: [unwritable] }), false)).toThrow(
      TypeError,
    );
    expect(body(head, entriesOf(boards), false).bytes.toString()).toBe(
      JSON.stringify({ ...head, ...boards }),
    );
  });
});
