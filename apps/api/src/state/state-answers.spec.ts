import { describe, expect, it } from '@jest/globals';
import type { Fact, Moment } from '@ceasefire/domain';
import { evolveFact } from '@ceasefire/domain';
import type { Revision } from '@ceasefire/event-store';
import { development } from '../testing/commanding.ts';
import { BoardsModel } from './boards-model.ts';
import { StateAnswers } from './state-answers.ts';

const now = Date.UTC(2021, 0, 1);
const present: Moment = { asOf: null, knownAt: null, position: null, now };

/** The answers of a node to which these were reported, three hundred ceasefires at first. */
function node() {
  const boards = { model: new BoardsModel([]) };
  const report = (processes: readonly string[]): void => {
    const from = boards.model.position;
    const revisions = processes.map((process, index): Revision<Fact> => {
      const position = from + index + 1;
      const reported = development({
        id: `D${String(position)}`,
        kind: 'CeasefireAgreed',
        process,
      });
      const key = `development-${reported.id}`;
      const event = { position, stream: key, version: 1, type: reported.kind, recordedAt: '' };
      const state = evolveFact(undefined, { ...event, data: reported });
      return { key, position, supersededAt: null, state };
    });
    boards.model.apply(revisions, from + revisions.length);
  };
  const answers = new StateAnswers(boards, { epoch: 'e' });
  report(Array.from({ length: 300 }, (_, index) => `truce-${String(index)}`));
  return { answers, report };
}

const positionIn = (body: Buffer): unknown =>
  (JSON.parse(body.toString()) as { position: unknown }).position;

describe('an answer that is lent', () => {
  it('stays what it is until it is let go, whatever is asked meanwhile', () => {
    const { answers, report } = node();
    const live = answers.at(present);
    const past = [297, 298, 299].map((position) => answers.at({ ...present, position }));
    report(['truce-300']);
    answers.at(present).letGo();
    for (let asked = 0; asked < 5; asked += 1)
      answers.at({ ...present, position: 290 + asked }).letGo();
    expect(live.body.length).toBeGreaterThan(2 ** 16);
    expect(positionIn(live.body)).toBe(300);
    expect(past.map(({ body }) => positionIn(body))).toEqual([297, 298, 299]);
  });

  it('leaves its memory to the next one when it is let go', () => {
    const { answers } = node();
    const first = answers.at({ ...present, position: 299 });
    first.letGo();
    const second = answers.at({ ...present, position: 298 });
    expect(second.body.buffer).toBe(first.body.buffer);
    expect(positionIn(second.body)).toBe(298);
  });

  it('is the same one while it is kept: of the present, and of a day', () => {
    const { answers } = node();
    for (const moment of [present, { ...present, asOf: now - 1 }]) {
      const first = answers.at(moment);
      first.letGo();
      answers.at({ ...present, position: 298 }).letGo();
      expect(answers.at(moment).body.buffer).toBe(first.body.buffer);
      expect(positionIn(first.body)).toBe(300);
    }
  });
});
