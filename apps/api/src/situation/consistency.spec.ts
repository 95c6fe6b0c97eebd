import { describe, expect, it } from '@jest/globals';
import { copiedSituation, first, type Place } from './testing/situation-copy.ts';

const { read, write, put, problems } = copiedSituation();

describe('an id that stands twice', () => {
  it('is found across the files of developments', () => {
    put(first, [1, 'id'], 'S2-01');
    expect(problems()).toEqual([
      `${first} /1/id: "S2-01" is also in developments/report-002.json at /0; give one of the two another id, or merge them into one with both sources`,
    ]);
  });

  it.each(['actors', 'places', 'processes', 'subjects'])('is found among the %s', (list) => {
    const description = read('situation.json') as Record<string, { id: string }[]>;
    const items = description[list] ?? [];
    items.push({ ...items[0], id: items[0]?.id ?? '' });
    write('situation.json', description);
    expect(problems()).toContainEqual(
      expect.stringContaining(`is also /${list}/0; give one of the two another id or drop it`),
    );
  });

  it('is found among the issues of a negotiation and among the reports', () => {
    put('situation.json', ['processes', 7, 'issues', 1, 'id'], 'location');
    put('reports.json', [1, 'id'], 'report-003');
    expect(problems()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('situation.json /processes/7/issues/1/id: "location" is also'),
        expect.stringContaining('reports.json /1/id: "report-003" is also /0'),
      ]),
    );
  });
});

describe('a name that nobody defines', () => {
  it.each<{ what: string; file: string; place: Place; value: string }>([
    { what: 'an actor', file: first, place: [0, 'actors', 0, 'id'], value: 'lavrow' },
    { what: 'who makes a claim', file: first, place: [1, 'claim', 'by'], value: 'rusia' },
    {
      what: 'who accuses',
      file: 'developments/report-004.json',
      place: [18, 'details', 'accuser'],
      value: 'azerbaidjan',
    },
    { what: 'a place', file: first, place: [1, 'places', 0], value: 'karabagh' },
    {
      what: 'a process',
      file: 'developments/report-000.json',
      place: [2, 'process'],
      value: 'peacekepers-russia',
    },
    { what: 'a subject', file: first, place: [1, 'claim', 'subject'], value: 'purpose-of-call' },
    { what: 'a report', file: first, place: [0, 'sources', 0, 'report'], value: 'report-005' },
    {
      what: 'what a ruling rests on',
      file: 'disputes.json',
      place: [0, 'basedOn', 0],
      value: 'S9-01',
    },
    {
      what: 'the subject of a ruling',
      file: 'disputes.json',
      place: [0, 'subject'],
      value: 'peacekeepers',
    },
    {
      what: 'the state of an actor',
      file: 'situation.json',
      place: ['actors', 7, 'of'],
      value: 'turky',
    },
    { what: 'a party', file: 'situation.json', place: ['parties', 0, 'actor'], value: 'armenien' },
    {
      what: 'a contributor',
      file: 'situation.json',
      place: ['processes', 5, 'contributor'],
      value: 'rusia',
    },
    {
      what: 'who takes a stance',
      file: 'situation.json',
      place: ['subjects', 0, 'parties', 0],
      value: 'azerbaidjan',
    },
    {
      what: 'the place around a place',
      file: 'situation.json',
      place: ['places', 3, 'within'],
      value: 'karabagh',
    },
    {
      what: 'the place of an area',
      file: 'situation.json',
      place: ['outline', 'areas', 0, 'place'],
      value: 'armenien',
    },
  ])('is found: $what', ({ file, place, value }) => {
    put(file, place, value);
    const found = problems();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${file} /${place.join('/')}: names the`);
    expect(found[0]).toContain(`"${value}"`);
  });

  it('is found where an issue belongs to another negotiation', () => {
    const file = 'developments/report-001.json';
    put(file, [0, 'process'], 'working-group');
    expect(problems()).toEqual([
      expect.stringContaining(`${file} /0/details/issue: names the issue`),
    ]);
  });
});

describe('what contradicts', () => {
  it('a source says of its report what the list of reports says', () => {
    put(first, [0, 'sources', 0, 'publishedAt'], '2020-10-02');
    put(first, [1, 'sources', 0, 'translatedFrom'], 'fr');
    expect(problems()).toEqual([
      `${first} /0/sources/0/publishedAt: must be "2020-10-01", as in reports.json for "report-003"`,
      `${first} /1/sources/0/translatedFrom: must be left out, as in reports.json for "report-003"`,
    ]);
  });

  it('a kind belongs to its own sort of process', () => {
    put('developments/report-000.json', [2, 'process'], 'monitoring-centre');
    expect(problems()).toEqual([
      expect.stringContaining('developments/report-000.json /2/process: is a negotiation'),
    ]);
  });

  it('a dispute is resolved once', () => {
    const [resolution] = read('disputes.json') as unknown[];
    write('disputes.json', [resolution, resolution]);
    expect(problems()).toEqual([
      'disputes.json /1/subject: "turkish-peacekeepers" is resolved twice; keep one',
    ]);
  });

  it('no place lies within itself, directly or by way of others', () => {
    put('situation.json', ['places', 0, 'within'], 'shusha');
    const found = problems();
    expect(found).toContain('situation.json /places/0/within: puts "south-caucasus" within itself');
    expect(found).toContain('situation.json /places/3/within: puts "shusha" within itself');
    expect(found.join()).not.toContain('"moscow"');
  });
});
