import { describe, expect, it } from '@jest/globals';
import {
  developmentsFileSchema,
  disputesFileSchema,
  outlineSchema,
  placeSchema,
  processSchema,
  reportSchema,
  situationSchema,
} from './situation.ts';

const smallest = {
  id: 'somewhere-2031',
  title: 'Somewhere',
  subtitle: 'A ceasefire',
  description: 'What the reports say.',
  languages: ['en'],
  window: { from: '2031-01-01', to: '2031-02-01' },
  parties: [],
  actors: [],
  places: [],
  processes: [],
  subjects: [],
};

const pointersOf = (result: { error?: { issues: readonly { path: readonly PropertyKey[] }[] } }) =>
  result.error?.issues.map(({ path }) => path.join('/'));

describe('a situation', () => {
  it('may be empty but for its names and its window', () => {
    expect(situationSchema.parse(smallest)).toEqual(smallest);
  });

  it('refuses a field that it does not know, as that is most often a slip', () => {
    expect(situationSchema.safeParse({ ...smallest, actor: [] }).success).toBe(false);
  });

  it('has a window of whole days that does not end before it begins', () => {
    const backwards = { ...smallest, window: { from: '2031-02-01', to: '2031-01-01' } };
    const instant = { ...smallest, window: { from: '2031-01-01T00:00Z', to: '2031-02-01' } };
    expect(pointersOf(situationSchema.safeParse(backwards))).toEqual(['window/to']);
    expect(pointersOf(situationSchema.safeParse(instant))).toEqual(['window/from']);
  });

  it('gives every deployment a contributor and every negotiation its issues', () => {
    const deployment = { id: 'peacekeepers', kind: 'deployment', label: 'Peacekeepers' };
    const negotiation = { id: 'talks', kind: 'negotiation', label: 'Talks' };
    expect(pointersOf(processSchema.safeParse(deployment))).toEqual(['contributor']);
    expect(pointersOf(processSchema.safeParse(negotiation))).toEqual(['issues']);
  });

  it('puts every place on the globe and names it by language', () => {
    const place = { id: 'town', label: 'Town', kind: 'town', latitude: 39.8, longitude: 46.7 };
    expect(placeSchema.safeParse({ ...place, names: { hy: ['Քաղաք'] } }).success).toBe(true);
    expect(pointersOf(placeSchema.safeParse({ ...place, latitude: 91, names: {} }))).toEqual([
      'latitude',
    ]);
    expect(placeSchema.safeParse({ ...place, names: { Armenian: ['Town'] } }).success).toBe(false);
  });
});

describe('a map outline', () => {
  const outline = (ring: readonly (readonly number[])[]) => ({
    schematic: true,
    note: 'Rough.',
    bounds: { west: 0, south: 0, east: 2, north: 2 },
    areas: [{ id: 'area', label: 'Area', kind: 'region', ring }],
  });

  it('is made of closed rings', () => {
    const open = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    expect(outlineSchema.safeParse(outline([...open, [0, 0]])).success).toBe(true);
    expect(pointersOf(outlineSchema.safeParse(outline(open)))).toEqual(['areas/0/ring']);
  });

  it('has bounds the right way round', () => {
    const turned = { ...outline([]), areas: [], bounds: { west: 2, south: 2, east: 0, north: 0 } };
    expect(pointersOf(outlineSchema.safeParse(turned))).toEqual(['bounds/east', 'bounds/north']);
  });
});

describe('the other files of a situation', () => {
  it('give every development an id, which an editor may leave to the monitor', () => {
    const development = {
      kind: 'StatementMade',
      summary: 'A spokesman spoke.',
      occurred: { from: '2031-01-02', to: '2031-01-02', precision: 'day', certainty: 'text' },
      modality: 'actual',
      sources: [
        {
          outlet: 'Paper',
          title: 'A title',
          publishedAt: '2031-01-03',
          attributionChain: ['Paper'],
          anonymous: false,
        },
      ],
    };
    expect(pointersOf(developmentsFileSchema.safeParse([development]))).toEqual(['0/id']);
    expect(developmentsFileSchema.parse([{ id: 'S1-01', ...development }])).toMatchObject([
      { id: 'S1-01', process: null, actors: [], places: [], codes: {}, details: {} },
    ]);
  });

  it('date every report and say its language', () => {
    const report = { id: 'report-1', outlet: 'Paper', title: 'A title', publishedAt: 'yesterday' };
    expect(pointersOf(reportSchema.safeParse(report))).toEqual(['language', 'publishedAt']);
  });

  it('rest every resolution of a dispute on a development and on a reason', () => {
    const resolution = { subject: 'who-fired', outcome: 'Nobody did.', basedOn: [], reason: ' ' };
    expect(pointersOf(disputesFileSchema.safeParse([resolution]))).toEqual([
      '0/basedOn',
      '0/reason',
    ]);
  });
});
