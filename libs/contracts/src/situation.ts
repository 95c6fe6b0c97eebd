import { z } from 'zod';
import { resolutionInput } from './changes.ts';
import { developmentInput } from './development.ts';
import { distinct, id, language, text, webAddress } from './text.ts';
import { dateOrInstant, endOf, isDate, startOf } from './time.ts';

const label = text(200);
const aliases = distinct(text(200), 50);
const date = z.string().refine(isDate, 'must be a UTC date that exists, e.g. 2020-11-25');
const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

const partySchema = z.strictObject({ actor: id, role: text(200) });

const actorKinds = [
  'person',
  'state',
  'authorities',
  'body',
  'ministry',
  'forces',
  'outlet',
  'group',
  'unnamed',
] as const;

/** Who can act or speak. `of` is the state it belongs to, `aliases` every other spelling that reports use. */
export const actorSchema = z
  .strictObject({
    id,
    label,
    kind: z.enum(actorKinds),
    of: id.optional(),
    office: label.optional(),
    aliases,
  })
  .meta({ id: 'Actor' });

const placeKinds = ['state', 'region', 'city', 'town', 'corridor', 'line'] as const;

/** Where things happen: a neutral label, the names by language, a point in degrees (WGS 84), and the place around it. */
export const placeSchema = z
  .strictObject({
    id,
    label,
    kind: z.enum(placeKinds),
    within: id.optional(),
    latitude,
    longitude,
    names: z.record(language, distinct(label, 20)),
  })
  .meta({ id: 'Place' });

const labelled = z.strictObject({ id, label });

const arrangement = z.strictObject({ id, kind: z.literal('arrangement'), label });
const deployment = z.strictObject({ id, kind: z.literal('deployment'), label, contributor: id });
const negotiation = z.strictObject({
  id,
  kind: z.literal('negotiation'),
  label,
  issues: z.array(labelled).max(100),
});

/** An arrangement, a deployment or a negotiation that is known before any development names it. */
export const processSchema = z
  .discriminatedUnion('kind', [arrangement, deployment, negotiation])
  .meta({ id: 'Process' });

/** A process of the situation or one that developments have brought into being; of these nothing says who contributes to a deployment. */
export const knownProcessSchema = z
  .discriminatedUnion('kind', [
    arrangement,
    deployment.extend({ contributor: id.nullable() }),
    negotiation,
  ])
  .meta({ id: 'KnownProcess' });
export type KnownProcess = z.output<typeof knownProcessSchema>;

/** What is contested. Claims assert or deny the `proposition`; `parties` are those who take a stance in the reports. */
export const subjectSchema = z
  .strictObject({ id, label, proposition: text(500), parties: distinct(id, 20) })
  .meta({ id: 'Subject' });

const isClosed = (ring: readonly (readonly [number, number])[]): boolean =>
  ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1];

/** A closed ring of points, each longitude then latitude in degrees, the last equal to the first. */
const ring = z
  .array(z.tuple([longitude, latitude]))
  .min(4, 'must have at least four points, the last equal to the first')
  .max(2000)
  .refine(isClosed, 'must end with the point that it begins with');

const boundsSchema = z
  .strictObject({ west: longitude, south: latitude, east: longitude, north: latitude })
  .refine(({ west, east }) => west < east, { path: ['east'], error: 'must be east of `west`' })
  .refine(({ south, north }) => south < north, {
    path: ['north'],
    error: 'must be north of `south`',
  });

/** A simple map. `schematic` says that its lines are for orientation and claim nothing. */
export const outlineSchema = z
  .strictObject({
    schematic: z.boolean(),
    note: text(500),
    bounds: boundsSchema,
    areas: z
      .array(z.strictObject({ id, label, place: id.optional(), kind: z.enum(placeKinds), ring }))
      .max(100),
  })
  .meta({ id: 'Outline' });

/** `situation.json`: what a ceasefire's page is about, and everything that has an id before the first report. */
export const situationSchema = z
  .strictObject({
    id,
    title: label,
    subtitle: text(300),
    description: text(2000),
    languages: distinct(language, 30).meta({ description: 'In which places are named.' }),
    window: z
      .strictObject({ from: date, to: date })
      .refine(({ from, to }) => !(startOf(from) > endOf(to)), {
        path: ['to'],
        error: 'must not be before `from`',
      })
      .meta({ description: 'The stretch of time that the page shows at first.' }),
    parties: z.array(partySchema).max(20),
    actors: z.array(actorSchema).max(2000),
    places: z.array(placeSchema).max(2000),
    processes: z.array(processSchema).max(500),
    subjects: z.array(subjectSchema).max(500),
    outline: outlineSchema.optional(),
  })
  .meta({ id: 'Situation' });
export type SituationDescription = z.output<typeof situationSchema>;

/** A document that developments rest on. */
export const reportSchema = z
  .strictObject({
    id,
    outlet: text(200),
    title: text(500).meta({ description: 'In our own words.' }),
    language,
    translatedFrom: language.optional(),
    publishedAt: dateOrInstant,
    url: webAddress.optional(),
    note: text(500).optional(),
  })
  .meta({ id: 'Report' });
export type Report = z.output<typeof reportSchema>;

/** `reports.json`. */
export const reportsFileSchema = z.array(reportSchema).max(10_000);

/** One item of a file in `developments/`: what an editor may post, with the id given. */
export const seedDevelopmentSchema = developmentInput.transform((input, context) => {
  if (input.id !== undefined) return { ...input, id: input.id };
  context.addIssue({ code: 'custom', path: ['id'], message: 'must be given in a file' });
  return z.NEVER;
});
export type SeedDevelopment = z.output<typeof seedDevelopmentSchema>;

/** A file in `developments/`. */
export const developmentsFileSchema = z.array(seedDevelopmentSchema).max(100_000);

/** An editor's judgement of a dispute, issued once the developments are recorded. */
export const seedResolutionSchema = z.strictObject({ subject: id, ...resolutionInput.shape });
export type SeedResolution = z.output<typeof seedResolutionSchema>;

/** `disputes.json`. */
export const disputesFileSchema = z.array(seedResolutionSchema).max(10_000);
