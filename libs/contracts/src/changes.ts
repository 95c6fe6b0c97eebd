import { z } from 'zod';
import { correctableFields, developmentId, sourceSchema } from './development.ts';
import { text } from './text.ts';

/** Why an editor did it; it stands in the log. */
export const reason = text(1000).meta({
  example: 'The ministry corrected the figure on 12 November.',
});

/** The fields to change, each with its whole new value; `null` takes a claim away. */
export const changesSchema = z
  .strictObject({ ...correctableFields, claim: correctableFields.claim.nullable() })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'must change at least one field')
  .meta({ id: 'Changes' });

export const correctionInput = z
  .strictObject({ changes: changesSchema, reason })
  .meta({ id: 'CorrectionInput' });

export const retractionInput = z.strictObject({ reason }).meta({ id: 'RetractionInput' });

export const reinstatementInput = z.strictObject({ reason }).meta({ id: 'ReinstatementInput' });

export const sourceInput = z
  .strictObject({ source: sourceSchema, reason: reason.optional() })
  .meta({ id: 'SourceInput' });

export const mergeInput = z
  .strictObject({
    into: developmentId,
    from: z
      .array(developmentId)
      .min(1, 'must name at least one development')
      .max(20, 'must have at most 20 items')
      .refine((from) => new Set(from).size === from.length, 'must not name anything twice'),
    reason,
  })
  .refine(({ into, from }) => !from.includes(into), {
    path: ['from'],
    error: 'must not name the development that the others are merged into',
  })
  .meta({ id: 'MergeInput' });

export const splitInput = z.strictObject({ reason }).meta({ id: 'SplitInput' });

export const resolutionInput = z
  .strictObject({
    outcome: text(500),
    basedOn: z
      .array(developmentId)
      .min(1, 'must name at least one development')
      .max(50, 'must have at most 50 items')
      .refine((ids) => new Set(ids).size === ids.length, 'must not name anything twice'),
    reason,
  })
  .meta({ id: 'ResolutionInput' });

export const reopeningInput = z.strictObject({ reason }).meta({ id: 'ReopeningInput' });

export type CorrectionInput = z.output<typeof correctionInput>;
export type RetractionInput = z.output<typeof retractionInput>;
export type ReinstatementInput = z.output<typeof reinstatementInput>;
export type SourceInput = z.output<typeof sourceInput>;
export type MergeInput = z.output<typeof mergeInput>;
export type SplitInput = z.output<typeof splitInput>;
export type ResolutionInput = z.output<typeof resolutionInput>;
export type ReopeningInput = z.output<typeof reopeningInput>;
