import fc from 'fast-check';
import type { Moment } from '../boards.ts';
import type { Details } from '../development/details.ts';
import type { Development, Occurred } from '../development/development.ts';
import { developmentKinds, type DevelopmentKind, kinds } from '../development/kinds.ts';
import { sortOf } from '../development/rules/check-process.ts';
import { definitions, source } from './developments.ts';
import { presentMs } from './log.ts';

const days = Array.from(
  { length: 12 },
  (_, index) => `2021-03-${String(index + 1).padStart(2, '0')}`,
);
const aDay = fc.constantFrom(...days);
const anInstant = fc
  .tuple(aDay, fc.constantFrom('00:00', '06:00', '12:30', '23:59:59.999'))
  .map(([day, time]) => `${day}T${time}Z`);
const party = fc.constantFrom('atlantis', 'borduria', 'syldavia');
const certainty = fc.constantFrom('text' as const, 'derived' as const, 'inference' as const);

/** The valid time of a development: exact, a day, a span, or open at one end. */
export const occurred: fc.Arbitrary<Occurred> = fc
  .tuple(
    fc.tuple(aDay, aDay).map((pair) => [...pair].sort()),
    anInstant,
    certainty,
    fc.nat(6),
  )
  .map(([[from = '', to = ''], at, sure, form]): Occurred => {
    const forms: readonly Omit<Occurred, 'certainty'>[] = [
      { from: at, to: at, precision: 'minute' },
      { from, to: from, precision: 'day' },
      { from, to, precision: 'interval' },
      { from: null, to, precision: 'before' },
      { from, to: null, precision: 'after' },
      { from: null, to, precision: 'standing' },
      { from, to, precision: 'as-of' },
    ];
    return { ...(forms[form] ?? { from, to, precision: 'interval' }), certainty: sure };
  });

const everyDetail: { readonly [Name in keyof Details]?: fc.Arbitrary<NonNullable<Details[Name]>> } =
  {
    effectiveAt: fc.oneof(anInstant, aDay),
    parties: fc.uniqueArray(party, { maxLength: 2 }),
    mediators: fc.uniqueArray(party, { maxLength: 1 }),
    accuser: party,
    accused: party,
    contributor: party,
    tasks: fc.uniqueArray(fc.constantFrom('watch', 'convoy'), { maxLength: 2 }),
    strength: fc.record({
      value: fc.nat(3000),
      qualifier: fc.constantFrom('exact' as const, 'approx' as const),
    }),
    round: fc.integer({ min: 1, max: 3 }),
    party,
    issue: fc.constantFrom('location', 'principles'),
    position: fc.constantFrom('here', 'there'),
    window: fc
      .tuple(aDay, aDay)
      .map((pair) => [...pair].sort())
      .map(([from = '', to = '']) => ({ from, to })),
    expects: fc.constantFrom('IssueSettled', 'TalksHeld', 'NegotiationSigned'),
    issues: fc.uniqueArray(fc.constantFrom('location', 'principles'), { maxLength: 2 }),
    disputed: fc.boolean(),
    place: fc.constantFrom('harbour', 'hill'),
  };

function detailsOf(kind: DevelopmentKind): fc.Arbitrary<Details> {
  const takes: Readonly<Record<string, 'required' | 'optional'>> = kinds[kind].details;
  const model = Object.fromEntries(
    Object.entries(everyDetail).filter(([name]) => Object.hasOwn(takes, name)),
  );
  const requiredKeys = Object.keys(model).filter((name) => takes[name] === 'required');
  return fc.record(model, { requiredKeys });
}

function processOf(kind: DevelopmentKind): fc.Arbitrary<string | null> {
  const sort = sortOf(kind);
  const ids = definitions.filter((each) => sort === undefined || each.kind === sort);
  const named = fc.constantFrom(...ids.map(({ id }) => id));
  return sort === undefined ? fc.option(named) : named;
}

const claim = fc.record({
  subject: fc.constantFrom('subject-a', 'green-helmets'),
  stance: fc.constantFrom('asserts' as const, 'denies' as const),
  by: party,
});
const modality = fc.oneof(
  { weight: 8, arbitrary: fc.constant('actual' as const) },
  fc.constantFrom(
    'historical' as const,
    'future' as const,
    'hypothetical' as const,
    'negation' as const,
  ),
);

function developmentOf(id: string, kind: DevelopmentKind): fc.Arbitrary<Development> {
  return fc
    .record({
      occurred,
      modality,
      process: processOf(kind),
      actors: fc.array(
        fc.record({ id: party, role: fc.constantFrom('party', 'speaker', 'host') }),
        { maxLength: 2 },
      ),
      sources: fc.array(
        fc
          .tuple(aDay, fc.constantFrom('Gazette', 'Courier', 'Wire'))
          .map(([day, outlet]) => source(day, outlet)),
        { minLength: 1, maxLength: 2 },
      ),
      details: detailsOf(kind),
      claim: fc.option(claim, { nil: undefined, freq: 3 }),
    })
    .map(({ claim: stance, ...rest }) =>
      plain({
        id,
        kind,
        summary: `${kind} as told in ${id}.`,
        places: [],
        codes: {},
        ...rest,
        ...(stance !== undefined && { claim: stance }),
      }),
    );
}

/** As it comes over the wire: objects that the generator makes have no prototype. */
function plain(development: Development): Development {
  return JSON.parse(JSON.stringify(development)) as Development;
}

const kind = fc.constantFrom(
  ...developmentKinds.filter((each) => kinds[each].board !== 'feed'),
  'StatementMade' as const,
);

/** Up to `maxLength` developments of any kind that moves something, with ids D0, D1 and so on. */
export function developments(maxLength: number): fc.Arbitrary<readonly Development[]> {
  return fc
    .array(kind, { minLength: 1, maxLength })
    .chain((list) => fc.tuple(...list.map((each, index) => developmentOf(`D${index}`, each))));
}

/** A moment of valid time, at times limited by what was published. */
export const moments: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.option(
      fc.oneof(
        aDay.map((day) => Date.parse(`${day}T23:59:59.999Z`)),
        anInstant.map(Date.parse),
      ),
      {
        freq: 6,
      },
    ),
    fc.option(aDay.map((day) => Date.parse(`${day}T23:59:59.999Z`))),
  )
  .map(([asOf, knownAt]) => ({ asOf, knownAt, position: null, now: presentMs }));

/** What an editor may try to do next; `pick` chooses among what is there. */
export interface Attempt {
  readonly verb:
    'correct' | 'retract' | 'reinstate' | 'merge' | 'split' | 'source' | 'resolve' | 'reopen';
  readonly pick: number;
  readonly other: number;
  readonly occurred: Occurred;
  readonly day: string;
}

/** Attempts of an editor, some of which the rules will refuse. */
export const attempts: fc.Arbitrary<readonly Attempt[]> = fc.array(
  fc.record({
    verb: fc.constantFrom(
      ...([
        'correct',
        'retract',
        'reinstate',
        'merge',
        'split',
        'source',
        'resolve',
        'reopen',
      ] as const),
    ),
    pick: fc.nat(100),
    other: fc.nat(100),
    occurred,
    day: aDay,
  }),
  { maxLength: 12 },
);
