import { z } from 'zod';
import type { Route } from './route.ts';

const failureSchema = z.object({
  position: z.int(),
  message: z.string(),
  at: z.iso.datetime(),
});

/** A filling of a projection's table beside the one that is served. `etaSeconds` is null while it cannot be told. */
const rebuildSchema = z.object({
  version: z.int(),
  from: z.int(),
  to: z.int(),
  position: z.int(),
  eventsPerSecond: z.number(),
  etaSeconds: z.number().nullable(),
  error: failureSchema.optional(),
});

/** One projection as an operator sees it. `digest` is hex; equal digests at equal positions mean equal bytes. */
export const projectionStatusSchema = z
  .object({
    name: z.string(),
    version: z.int(),
    generation: z.int().meta({ description: 'Which filling of the table is served.' }),
    position: z.int(),
    lag: z.int().meta({ description: 'Positions behind the head of the log.' }),
    status: z.enum(['live', 'catching-up', 'stopped']),
    digest: z.string(),
    runner: z.string().nullable().meta({ description: 'The node that folds it now.' }),
    error: failureSchema.optional().meta({ description: 'Why it stopped, and at which event.' }),
    retrying: z
      .object({ message: z.string(), at: z.iso.datetime() })
      .optional()
      .meta({ description: 'Why this node tries again, e.g. a database that is away.' }),
    rebuild: rebuildSchema.optional(),
  })
  .meta({ id: 'ProjectionStatus' });

/** `GET /api/v1/admin/projections`. */
export const projectionsSchema = z.array(projectionStatusSchema).meta({ id: 'Projections' });
export type Projections = z.infer<typeof projectionsSchema>;

/** The operator's routes of projections. */
export const projectionRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/admin/projections',
    summary: 'How far every projection is, and why one stopped',
    tag: 'Operating',
    role: 'operator',
    responses: { 200: { description: 'The projections.', body: projectionsSchema } },
  },
];
