import { describe, expect, it } from '@jest/globals';
import { loadSituation } from './load-situation.ts';
import { nameUuid, seedCommands } from './seed-commands.ts';

const situation = loadSituation('karabakh-2020');

describe('the commands that load a situation', () => {
  it('report every development in load order and then resolve disputes', () => {
    const commands = seedCommands(situation).map(({ command }) => command);
    const reported = commands.flatMap((each) =>
      each.type === 'ReportDevelopment' ? [each.development.id] : [],
    );
    expect(reported).toEqual(situation.developments.map(({ id }) => id));
    expect(commands.at(-1)).toEqual({ type: 'ResolveDispute', ...situation.resolutions[0] });
    expect(commands).toHaveLength(108);
  });

  it('have the same ids every time, so that a load that was killed goes on without duplicates', () => {
    expect(seedCommands(loadSituation('karabakh-2020'))).toEqual(seedCommands(situation));
    const s201 = seedCommands(situation).find(({ commandId }) => commandId.endsWith(':S2-01'));
    expect(s201).toMatchObject({
      commandId: 'seed:karabakh-2020:S2-01',
      eventId: nameUuid('seed:karabakh-2020:S2-01'),
    });
  });

  it('never share an id, not even where a development has the name of a dispute', () => {
    const [development] = situation.developments;
    const twin = { ...development, id: 'dispute-turkish-peacekeepers' } as typeof development;
    const developments = twin === undefined ? [] : [...situation.developments, twin];
    const commands = seedCommands({ ...situation, developments });
    expect(new Set(commands.map(({ commandId }) => commandId)).size).toBe(commands.length);
    expect(new Set(commands.map(({ eventId }) => eventId)).size).toBe(commands.length);
  });

  it('have other ids in another situation', () => {
    const elsewhere = { ...situation.description, id: 'elsewhere-2031' };
    const ids = (of: typeof situation.description) =>
      seedCommands({ ...situation, description: of }).map(({ eventId }) => eventId);
    expect(ids(elsewhere).filter((id) => ids(situation.description).includes(id))).toEqual([]);
  });
});

describe('a UUID made from a name', () => {
  it('is of version 5 and variant 1, and stays what it is', () => {
    expect(nameUuid('seed:karabakh-2020:S2-01')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(nameUuid('seed:karabakh-2020:S2-01')).toBe(nameUuid('seed:karabakh-2020:S2-01'));
  });
});
