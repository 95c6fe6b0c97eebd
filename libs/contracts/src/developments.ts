import { z } from 'zod';
import { correctableFields, developmentId, sourceSchema } from './development.ts';
import { instant } from './time.ts';

const position = z.int();
const status = z.enum(['active', 'retracted', 'merged']);

/** A development as its sources tell it. */
export const developmentSchema = z
  .object({
    ...correctableFields,
    id: developmentId,
    claim: correctableFields.claim.optional(),
    sources: z.array(sourceSchema),
  })
  .meta({ id: 'Development' });

/** `GET developments/:id`: the development as it now stands, its corrections applied. */
export const developmentAnswerSchema = developmentSchema
  .extend({
    version: z.int().meta({ description: 'For `If-Match`.' }),
    status,
    position: position.meta({ description: 'Where in the log it was last changed.' }),
    recordedAt: instant,
    independentSources: z
      .int()
      .meta({ description: 'Sources counted by the root of their attribution chain.' }),
    mergedInto: z.string().nullable(),
    absorbed: z.array(z.string()).meta({ description: 'The developments merged into this one.' }),
  })
  .meta({ id: 'DevelopmentAnswer' });
export type DevelopmentAnswer = z.output<typeof developmentAnswerSchema>;

/** `GET developments`: newest first by when they happened. */
export const developmentsPageSchema = z
  .object({
    items: z.array(developmentAnswerSchema),
    next: z.string().nullable().meta({ description: 'The `cursor` of the next page.' }),
    position: position.meta({ description: 'The log position that the page shows.' }),
  })
  .meta({ id: 'DevelopmentsPage' });
export type DevelopmentsPage = z.output<typeof developmentsPageSchema>;

/** One field that an event changed. */
export const fieldChangeSchema = z.object({
  pointer: z.string().meta({ example: '/details/strength/value' }),
  before: z.json().optional(),
  after: z.json().optional(),
});

/** One event on a development's stream: who, when, why, and the fields before and after. */
export const historyEntrySchema = z
  .object({
    position,
    version: z.int(),
    type: z.string(),
    recordedAt: instant,
    recordedBy: z.string(),
    correlationId: z.string(),
    reason: z.string().nullable(),
    changes: z.array(fieldChangeSchema),
    data: z.json(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.output<typeof historyEntrySchema>;

/** `GET developments/:id/history`, oldest first. */
export const historySchema = z
  .object({ id: developmentId, version: z.int(), status, items: z.array(historyEntrySchema) })
  .meta({ id: 'History' });
export type History = z.output<typeof historySchema>;

/** The answer to a new development. */
export const recordedSchema = z
  .object({ id: developmentId, version: z.int(), position })
  .meta({ id: 'Recorded' });
export type Recorded = z.output<typeof recordedSchema>;

/** The answer to a later change. */
export const changedSchema = z.object({ version: z.int(), position }).meta({ id: 'Changed' });
export type Changed = z.output<typeof changedSchema>;

/** The answer to a merge or to its undoing: the new version of every stream that it wrote. */
export const mergedSchema = z
  .object({ position, versions: z.record(z.string(), z.int()) })
  .meta({ id: 'Merged' });
export type Merged = z.output<typeof mergedSchema>;
