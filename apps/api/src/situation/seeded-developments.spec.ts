import { describe, expect, it } from '@jest/globals';
import { independentSources } from '@ceasefire/domain';
import { loadSituation } from './load-situation.ts';

const { developments, description, reports } = loadSituation('karabakh-2020');
const idsWhere = (test: (development: (typeof developments)[number]) => boolean) =>
  developments.filter(test).map(({ id }) => id);
const find = (id: string) => developments.find((development) => development.id === id);
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);

describe('the developments of the seed', () => {
  it('are all that the five reports say: what two of them say is one, what holds two things is two', () => {
    const told = [
      ...numbered('S0', 19),
      ...numbered('S1', 18),
      ...numbered('S2', 24),
      ...numbered('S3', 12),
      ...numbered('S4', 34),
    ];
    const merged = ['S1-05', 'S1-13', 'S2-09'];
    const split = ['S4-26', 'S4-30'];
    const expected = told
      .filter((id) => !merged.includes(id))
      .flatMap((id) => (split.includes(id) ? [`${id}a`, `${id}b`] : [id]));
    const reported = idsWhere(({ id }) => !id.startsWith('E-'));
    expect(reported.toSorted()).toEqual(expected.toSorted());
    expect(reported).toHaveLength(106);
  });

  it('lie in the file of their first report', () => {
    const fileOf = new Map([0, 1, 2, 3, 4].map((digit) => [`S${digit}`, `report-00${digit}`]));
    for (const { id, sources } of developments.filter((each) => !each.id.startsWith('E-')))
      expect([id, sources[0]?.report]).toEqual([id, fileOf.get(id.slice(0, 2))]);
  });

  it('have two independent sources where two reports tell the same thing', () => {
    const doubled = ['S2-01', 'S2-12', 'S2-16', 'S4-18'];
    for (const id of doubled) {
      const sources = find(id)?.sources ?? [];
      expect(new Set(sources.map(({ report }) => report)).size).toBe(2);
      expect(independentSources(sources)).toBe(2);
    }
    expect(
      idsWhere(({ sources }) => new Set(sources.map(({ report }) => report)).size > 1),
    ).toEqual(doubled);
  });

  it('are told in at most 240 characters, each in other words', () => {
    expect(idsWhere(({ summary }) => summary.length > 240)).toEqual([]);
    expect(new Set(developments.map(({ summary }) => summary)).size).toBe(developments.length);
  });

  it('say what they are about without those around them', () => {
    const bare = /\bthere\.|\bthe (agreement|initiative|effort|centre(?! for))\b/i;
    expect(idsWhere(({ summary }) => bare.test(summary))).toEqual([]);
  });

  it('are told in neutral words', () => {
    const loaded =
      /separatis|breakaway|self-proclaimed|occup|liberat|regime\b|terroris|invad|enclave|puppet|so-called|aggressor/i;
    expect(idsWhere(({ summary }) => loaded.test(summary))).toEqual([]);
    expect(description.actors.filter(({ label }) => loaded.test(label))).toEqual([]);
  });

  it('attribute in the summary what only one side says', () => {
    const spoken = idsWhere(({ claim }) => claim !== undefined);
    const attributed =
      /\b(says?|said|denies|accuses?d?|announces|speaks of|reported|wants)\b|is named|Reuters writes/;
    expect(spoken.filter((id) => !attributed.test(find(id)?.summary ?? ''))).toEqual([]);
  });

  it('carry a chain of attribution that ends with the outlet', () => {
    const ends = developments.flatMap(({ id, sources }) =>
      sources.filter((source) => source.attributionChain.at(-1) !== source.outlet).map(() => id),
    );
    expect(ends).toEqual([]);
  });

  it('mark whoever is not named as anonymous, and nobody else', () => {
    const unnamed = idsWhere(({ sources }) => sources.some(({ anonymous }) => anonymous));
    const roots = idsWhere(({ sources }) =>
      sources.some(({ attributionChain: [root = ''] }) => root.includes('not named')),
    );
    expect(unnamed).toEqual(roots);
    expect(unnamed).toEqual([
      'S1-11',
      'S2-15',
      'S3-04',
      'S4-02',
      'S4-03',
      'S4-04',
      'S4-05',
      'S4-06',
      'S4-34',
    ]);
  });

  it('mark as inference what no report says', () => {
    expect(idsWhere(({ occurred }) => occurred.certainty === 'inference')).toEqual([
      'E-01',
      'S4-27',
    ]);
    expect(find('E-01')).toMatchObject({
      kind: 'CeasefireCollapsed',
      process: 'bishkek-1994',
      sources: [{ attributionChain: ['Editors of this monitor', 'GORDON'] }],
    });
  });

  it('say of every clock time that its zone is assumed', () => {
    const timed = idsWhere(({ occurred }) => occurred.from?.includes('T') ?? false);
    expect(timed).toEqual(idsWhere(({ occurred }) => occurred.zone === 'assumed'));
    expect(timed).toEqual(['S4-27', 'S4-29', 'S4-30a', 'S4-30b']);
  });

  it('happen no later than their first report, save what is expected', () => {
    const late = idsWhere(({ occurred, sources }) =>
      sources.every(({ publishedAt }) => (occurred.to ?? occurred.from ?? '') > publishedAt),
    );
    expect(late).toEqual(idsWhere(({ occurred }) => occurred.precision === 'window'));
    expect(late).toEqual(idsWhere(({ kind }) => kind === 'ExpectationStated'));
  });

  it('that something was said or denied is actual, save a promise and a condition for later', () => {
    const spoken = ['StatementMade', 'DenialIssued', 'DemandMade', 'AccusationMade'];
    expect(
      idsWhere(({ kind, modality }) => spoken.includes(kind) && modality !== 'actual'),
    ).toEqual(['S2-24', 'S4-06']);
  });

  it('authorise peacekeepers by the agreement alone, and take a phrase for a phrase', () => {
    expect(idsWhere(({ kind }) => kind === 'DeploymentAuthorised')).toEqual(['S2-02']);
    expect(find('S2-13')).toMatchObject({ kind: 'StatementMade', process: 'peacekeepers-russia' });
  });

  it('take what France insists on for demands', () => {
    const french = idsWhere(
      ({ kind, actors }) => kind === 'DemandMade' && actors.some(({ id }) => id === 'elysee'),
    );
    expect(french).toEqual(['S2-17', 'S2-20', 'S2-21']);
    // Nothing says when they were made but the day of the report; for what they are made of is a matter of other days.
    const onTheDay = { from: '2020-11-10', to: '2020-11-10', precision: 'day' };
    for (const id of french) expect(find(id)?.occurred).toMatchObject(onTheDay);
  });

  it('do not take the Russian base in Armenia for peacekeepers', () => {
    expect(find('S0-04')).toMatchObject({ kind: 'ContextNoted', process: null });
  });

  it('use every subject, issue and process of the situation', () => {
    const used = new Set(
      developments.flatMap(({ process, claim, details }) => [
        process,
        claim?.subject,
        details.issue,
        ...(details.issues ?? []),
      ]),
    );
    const issues = description.processes.flatMap((process) =>
      process.kind === 'negotiation' ? process.issues : [],
    );
    const named = [...description.subjects, ...description.processes, ...issues];
    expect(named.filter(({ id }) => !used.has(id))).toEqual([]);
    expect(description.subjects).toHaveLength(7);
    expect(issues).toHaveLength(7);
  });

  it('name as parties of a subject just those who take a stance on it', () => {
    const stances = description.subjects.map(({ id }) =>
      developments.flatMap(({ claim }) => (claim?.subject === id ? [claim.by] : [])).toSorted(),
    );
    expect(stances).toEqual(description.subjects.map(({ parties }) => parties.toSorted()));
  });
});

describe('the names of the seed', () => {
  const actorCalled = (name: string) =>
    description.actors.filter(({ label, aliases }) => [label, ...aliases].includes(name));

  it.each([
    ['erdogan', ['Erdogan', 'Erdoğan']],
    ['peskov', ['Peskov', 'Peskow']],
    ['kalin', ['Kalin', 'Kalyn', 'Kalın']],
    ['aliyev', ['Ilham Aliyev', 'Ilcham Aliyev']],
    ['cavusoglu', ['Cavusoglu', 'Çavuşoğlu']],
    ['biegun', ['Biegun', 'Bigan']],
  ])('lead every spelling to one person: %s', (id, spellings) => {
    for (const spelling of spellings)
      expect(actorCalled(spelling).map((actor) => actor.id)).toEqual([id]);
  });

  it('spell a person in a chain of attribution as the label does', () => {
    const people = description.actors.filter(({ kind }) => kind === 'person');
    const variants = people.flatMap(({ label, aliases }) =>
      aliases.filter((alias) => alias !== label),
    );
    const chained = developments.flatMap(({ sources }) =>
      sources.flatMap(({ attributionChain }) => attributionChain),
    );
    const bare = chained.map((name) => name.replace(/ \(.*\)$/, ''));
    expect(bare).toContain('İbrahim Kalın');
    expect(bare.filter((name) => variants.includes(name))).toEqual([]);
  });

  it('never mean two actors by one spelling', () => {
    const spellings = description.actors.flatMap(({ label, aliases }) => [
      ...new Set([label, ...aliases]),
    ]);
    expect(spellings.filter((name) => actorCalled(name).length > 1)).toEqual([]);
  });

  it('give people the offices that they held, not those of the slips', () => {
    const offices = new Map(description.actors.map(({ id, office }) => [id, office]));
    expect(offices.get('cavusoglu')).toBe('Minister of Foreign Affairs of Turkey');
    expect(offices.get('biegun')).toBe('Deputy Secretary of State of the United States');
    expect(description.actors.filter(({ kind, office }) => kind === 'person' && !office)).toEqual(
      [],
    );
  });

  it('call a town by all its names and rank none above the others in its label', () => {
    const shusha = description.places.find(({ id }) => id === 'shusha');
    expect(shusha?.label).toBe('Shusha / Shushi');
    expect(shusha?.names).toMatchObject({ az: ['Şuşa'], hy: ['Շուշի'], en: ['Shusha', 'Shushi'] });
  });

  it('put every place on the map within its bounds or far from it, never at the null island', () => {
    expect(
      description.places.filter(({ latitude, longitude }) => latitude === 0 && longitude === 0),
    ).toEqual([]);
    const { bounds, areas = [] } = description.outline ?? {};
    const outside = areas
      .flatMap(({ ring }) => ring)
      .filter(
        ([longitude, latitude]) =>
          longitude < (bounds?.west ?? 0) ||
          longitude > (bounds?.east ?? 0) ||
          latitude < (bounds?.south ?? 0) ||
          latitude > (bounds?.north ?? 0),
      );
    expect(outside).toEqual([]);
  });

  it('date the reports from 1 October to 25 November, and load them in another order', () => {
    const dates = reports.map(({ publishedAt }) => publishedAt);
    expect(dates).toEqual(['2020-10-01', '2020-11-09', '2020-11-10', '2020-11-22', '2020-11-25']);
    const loaded = [...new Set(developments.map(({ sources }) => sources[0]?.publishedAt))];
    expect(loaded).toEqual(['2020-11-09', '2020-11-22', '2020-11-25', '2020-11-10', '2020-10-01']);
  });
});
