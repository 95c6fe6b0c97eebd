import { type Development, developmentKinds, takenDetails, takesDetails } from '@ceasefire/domain';
import { z } from 'zod';
import { distinct, id, language, text, webAddress } from './text.ts';
import { dateOrInstant, endOf, startOf } from './time.ts';

/** The id of a development. */
export const developmentId = id.meta({ example: 'S2-01' });

const kind = z.enum(developmentKinds);
const count = z.int().min(0).max(100_000_000);
const qualifier = z.enum(['exact', 'approx', 'min', 'max']);

const notBackwards = ({ from, to }: { from: string | null; to: string | null }): boolean =>
  from === null || to === null || !(startOf(from) > endOf(to));

/** When something happened, as far as its sources say. */
export const occurredSchema = z
  .strictObject({
    from: dateOrInstant.nullable(),
    to: dateOrInstant.nullable(),
    precision: z.enum([
      'minute',
      'day',
      'night',
      'interval',
      'before',
      'after',
      'window',
      'year',
      'standing',
      'as-of',
    ]),
    zone: z.enum(['stated', 'assumed']).optional(),
    certainty: z.enum(['text', 'derived', 'inference']),
  })
  .refine(({ from, to }) => from !== null || to !== null, {
    path: ['from'],
    error: 'must be given where `to` is open',
  })
  .refine(notBackwards, { path: ['to'], error: 'must not be before `from`' })
  .meta({ id: 'Occurred' });

/** One document that reports a development. */
export const sourceSchema = z
  .strictObject({
    outlet: text(200),
    title: text(500),
    url: webAddress.optional(),
    publishedAt: dateOrInstant,
    attributionChain: z
      .array(text(200))
      .max(20)
      .meta({ description: 'From the root to the outlet: sources with one root count as one.' }),
    anonymous: z.boolean(),
    translatedFrom: language.optional(),
    report: id.optional(),
  })
  .meta({ id: 'Source' });

const strength = z.strictObject({ value: count, qualifier });

/** What only some kinds carry; `kinds` says which. */
export const detailsSchema = z
  .strictObject({
    effectiveAt: dateOrInstant.optional(),
    parties: distinct(id, 20).optional(),
    mediators: distinct(id, 20).optional(),
    written: z.boolean().optional(),
    accuser: id.optional(),
    accused: id.optional(),
    contributor: id.optional(),
    tasks: z.array(text(200)).max(50).optional(),
    mandate: text(500).optional(),
    strength: strength.optional(),
    equipment: z.array(text(200)).max(50).optional(),
    round: z.int().min(1).max(10_000).optional(),
    party: id.optional(),
    issue: id.optional(),
    position: text(500).optional(),
    window: z
      .strictObject({ from: dateOrInstant, to: dateOrInstant })
      .refine(notBackwards, { path: ['to'], error: 'must not be before `from`' })
      .optional(),
    expects: kind.optional(),
    issues: distinct(id, 50).optional(),
    disputed: z.boolean().optional(),
    founds: z.strictObject({ label: text(200) }).optional(),
    place: id.optional(),
    value: count.optional(),
    qualifier: qualifier.optional(),
    measure: text(200).optional(),
    note: text(1000).optional(),
  })
  .meta({ id: 'Details' });

/** A stance on a contested subject. */
export const claimSchema = z
  .strictObject({ subject: id, stance: z.enum(['asserts', 'denies']), by: id })
  .meta({ id: 'Claim' });

/** Codes of the event-coding schemes. */
export const codesSchema = z
  .strictObject({
    cameo: text(60).optional(),
    plover: text(60).optional(),
    acled: text(100).optional(),
  })
  .meta({ id: 'Codes' });

/** The fields of a development that an editor may correct: all but its id and its sources. */
export const correctableFields = {
  kind,
  summary: text(500).meta({ description: 'In our own words, not copied from a report.' }),
  occurred: occurredSchema,
  modality: z.enum(['actual', 'historical', 'future', 'hypothetical', 'negation']),
  process: id.nullable(),
  actors: z.array(z.strictObject({ id, role: text(60) })).max(50),
  places: distinct(id, 50),
  claim: claimSchema,
  codes: codesSchema,
  details: detailsSchema,
} as const;

/** A development as an editor hands it in; without an id one is made. */
export const developmentInput = z
  .strictObject({
    ...correctableFields,
    id: developmentId.optional(),
    process: correctableFields.process.default(null),
    actors: correctableFields.actors.default([]),
    places: correctableFields.places.default([]),
    sources: z.array(sourceSchema).min(1, 'must name at least one source').max(50),
    claim: claimSchema.optional(),
    codes: codesSchema.default({}),
    details: detailsSchema.default({}),
  })
  .check(({ value, issues }) => {
    for (const { name, error } of detailErrors(value.kind, value.details))
      issues.push({ code: 'custom', path: ['details', name], message: error, input: value });
  })
  .meta({ id: 'DevelopmentInput' });

/** A development as handed in, parsed. */
export type DevelopmentInput = z.output<typeof developmentInput>;

/** The development under an id, its fields in the order of the schema: equal developments have equal texts, whoever made the id. */
export const withId = (
  { sources, ...fields }: DevelopmentInput,
  id: string,
): DevelopmentInput & { readonly id: string } => ({ ...fields, id, sources });

/**
 * What is wrong with details for a kind, by the dictionary of kinds: a detail that the kind needs and lacks, or does not take. Any kind takes
 * `founds`, which is how an event brings a new process or issue into being; the decider refuses it where nothing is founded.
 */
export function detailErrors(
  ofKind: Development['kind'],
  details: Development['details'],
): readonly { readonly name: string; readonly error: string }[] {
  if (takesDetails(ofKind, details)) return [];
  const takes = takenDetails(ofKind);
  const given = Object.entries(details).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  const missing = Object.keys(takes).filter(
    (name) => takes[name] === 'required' && !given.includes(name),
  );
  const foreign = given.filter((name) => !Object.hasOwn(takes, name));
  return [
    ...missing.map((name) => ({ name, error: `must be given for ${ofKind}` })),
    ...foreign.map((name) => ({ name, error: `is not a detail of ${ofKind}` })),
  ];
}
