import { z } from 'zod';
import { interventionRoutes, skippedSchema } from './interventions.ts';
import { projectionParams } from './projection-params.ts';
import { repeatableHeaders } from './queries.ts';
import type { Route, RouteResponse } from './route.ts';

const failureSchema = z.object({
  position: z.int(),
  message: z.string(),
  at: z.iso.datetime(),
});

/**
 * A filling of a projection's table beside the one that is served, from log position `from` on; `to` is the end of the log, `position`
 * how far it is. `etaSeconds` is null while it cannot be told.
 */
const rebuildSchema = z.object({
  version: z.int(),
  from: z.int(),
  to: z.int(),
  position: z.int(),
  eventsPerSecond: z.number(),
  etaSeconds: z.number().nullable(),
  runner: z.string().nullable().meta({
    description: 'The process that fills it; null: it was stopped, and a later one resumes.',
  }),
  error: failureSchema.optional().meta({
    description:
      'Why it ended: at an event that it cannot take, or after which position otherwise.',
  }),
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
    skipped: z.array(skippedSchema).meta({
      description: 'What the served version is folded without, as operators decided; oldest first.',
    }),
  })
  .meta({ id: 'ProjectionStatus' });

/** `GET /api/v1/admin/projections`. */
export const projectionsSchema = z.array(projectionStatusSchema).meta({ id: 'Projections' });
export type Projections = z.infer<typeof projectionsSchema>;

/** `?fresh=true` starts over where an unfinished rebuild would be taken up. */
export const rebuildQuery = z.strictObject({
  fresh: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .meta({ description: 'Start over instead of going on with an unfinished rebuild.' }),
});

/** `POST /api/v1/admin/projections/:name/rebuilds`: it has begun. */
export const rebuildStartedSchema = z
  .object({
    projection: z.string(),
    generation: z.int().meta({ description: 'Which filling of the table it makes.' }),
    resumedFrom: z
      .int()
      .meta({ description: 'Up to which position an unfinished one had come; 0: it begins anew.' }),
  })
  .meta({ id: 'RebuildStarted' });
export type RebuildStarted = z.infer<typeof rebuildStartedSchema>;

/** `POST /api/v1/admin/projections/:name/rollback`: which filling serves now, and which did before. */
export const rolledBackSchema = z
  .object({
    projection: z.string(),
    generation: z.int(),
    position: z.int(),
    digest: z.string(),
    before: z.object({ generation: z.int(), digest: z.string() }),
  })
  .meta({ id: 'RolledBack' });
export type RolledBack = z.infer<typeof rolledBackSchema>;

const unknownProjection: RouteResponse = { description: 'There is no such projection.' };

const rebuildRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/api/v1/admin/projections/{name}/rebuilds',
    summary: 'Fold the log anew beside what is served, then swap',
    tag: 'Operating',
    role: 'operator',
    params: projectionParams,
    query: rebuildQuery,
    headers: repeatableHeaders,
    responses: {
      202: {
        description: 'It runs; `GET /api/v1/admin/projections` shows how far it is.',
        body: rebuildStartedSchema,
      },
      404: unknownProjection,
      409: {
        description:
          'A rebuild of it is under way, a newer version is live, or the first request with this Idempotency-Key was cut off.',
      },
    },
  },
  {
    method: 'delete',
    path: '/api/v1/admin/projections/{name}/rebuilds/current',
    summary: 'Stop the rebuild; a later one goes on where it stopped',
    tag: 'Operating',
    role: 'operator',
    params: projectionParams,
    responses: {
      204: { description: 'Stopped.' },
      404: { description: 'There is no such projection, or none of its rebuilds is under way.' },
    },
  },
  {
    method: 'post',
    path: '/api/v1/admin/projections/{name}/rollback',
    summary: 'Serve what was served before the last rebuild, brought up to date',
    tag: 'Operating',
    role: 'operator',
    params: projectionParams,
    headers: repeatableHeaders,
    responses: {
      200: { description: 'It is served again.', body: rolledBackSchema },
      404: unknownProjection,
      409: {
        description:
          'Nothing is kept that could be served by this version, or the first request with this Idempotency-Key was cut off.',
      },
    },
  },
];

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
  ...rebuildRoutes,
  ...interventionRoutes,
];
