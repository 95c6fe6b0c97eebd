import { z } from 'zod';

/** One thing that the node needs, and how it is. */
export const healthCheckSchema = z.object({
  name: z.enum(['database', 'log', 'tailer', 'projections', 'boards', 'seed']),
  status: z.enum(['ok', 'degraded', 'failed']),
  detail: z.string(),
});
export type HealthCheck = z.infer<typeof healthCheckSchema>;

/** `GET /health/ready`: 200 when nothing failed, 503 with the same body otherwise. */
export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'degraded', 'unavailable']),
    checks: z.array(healthCheckSchema),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readinessSchema>;

/** `GET /health/live`: the process answers. */
export const livenessSchema = z.object({ status: z.literal('alive') }).meta({ id: 'Liveness' });
