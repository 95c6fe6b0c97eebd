import { z } from 'zod';
import { boardChangesSchema, disputeSchema, issueSchema } from './boards.ts';
import { instant } from './time.ts';

export const transitionSchema = z
  .object({
    at: instant,
    board: z.enum([
      'ceasefire',
      'hostilities',
      'arrangement',
      'deployment',
      'negotiation',
      'dispute',
    ]),
    id: z.string(),
    from: z.string(),
    to: z.string(),
    because: z.array(z.string()),
  })
  .meta({ id: 'Transition' });

/** `GET transitions`, oldest first. */
export const transitionsSchema = z
  .object({ epoch: z.string(), position: z.int(), items: z.array(transitionSchema) })
  .meta({ id: 'Transitions' });
export type Transitions = z.output<typeof transitionsSchema>;

/** One field that differs between two moments. */
export const differenceSchema = z.object({
  board: z.enum(['ceasefire', 'deployments', 'negotiations', 'disputes']),
  id: z
    .string()
    .nullable()
    .meta({ description: 'Which one of its board; null for the ceasefire.' }),
  pointer: z.string().meta({ description: 'The field, as a JSON pointer into it.' }),
  from: z.json(),
  to: z.json(),
});

const comparedMoment = z.object({ asOf: instant, knownAt: instant.nullable() });

/** `GET compare`: what differs between two moments. */
export const comparisonSchema = z
  .object({
    epoch: z.string(),
    position: z.int(),
    from: comparedMoment,
    to: comparedMoment,
    differences: z.array(differenceSchema),
    before: boardChangesSchema.shape.before,
    after: boardChangesSchema.shape.after,
    transitions: z.array(transitionSchema),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.output<typeof comparisonSchema>;

/** `GET disputes`. */
export const disputesSchema = z
  .object({ epoch: z.string(), position: z.int(), items: z.array(disputeSchema) })
  .meta({ id: 'Disputes' });

/** `GET negotiations/:id/issues`. */
export const issuesSchema = z
  .object({
    epoch: z.string(),
    position: z.int(),
    negotiation: z.string(),
    items: z.array(issueSchema),
  })
  .meta({ id: 'Issues' });
