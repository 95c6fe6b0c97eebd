import { z } from 'zod';
import { problemSchema } from './problem.ts';
import type { Route } from './route.ts';

/** One thing that the node needs, and how it is. */
export const healthCheckSchema = z.object({
  name: z.enum(['database', 'log', 'tailer', 'projections', 'boards', 'seed']),
  status: z.enum(['ok', 'degraded', 'failed']),
  detail: z.string(),
});
export type HealthCheck = z.infer<typeof healthCheckSchema>;

/** `GET /health/ready`, 200: nothing failed. */
export const readinessSchema = z
  .object({ status: z.enum(['ready', 'degraded']), checks: z.array(healthCheckSchema) })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readinessSchema>;

/** `GET /health/ready`, 503: problem details with the checks, of which one at least failed. */
export const unreadySchema = problemSchema
  .extend({ checks: z.array(healthCheckSchema) })
  .meta({ id: 'Unready' });

/** `GET /health/live`: the process answers. */
export const livenessSchema = z.object({ status: z.literal('alive') }).meta({ id: 'Liveness' });

/** What is asked by whatever starts and watches the process. */
export const healthRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/health/live',
    summary: 'Whether the process answers',
    tag: 'Operations',
    responses: { 200: { description: 'It does.', body: livenessSchema } },
  },
  {
    method: 'get',
    path: '/health/ready',
    summary: 'Whether this node can serve, and what of it is not as it should be',
    tag: 'Operations',
    responses: {
      200: { description: 'It can.', body: readinessSchema },
      503: {
        description: 'It cannot; `checks` says why.',
        body: unreadySchema,
        headers: { 'Retry-After': 'Seconds.' },
      },
    },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Figures about this node, for Prometheus',
    tag: 'Operations',
    responses: {
      200: { description: 'In its text format.', body: z.string(), mediaType: 'text/plain' },
    },
  },
];
