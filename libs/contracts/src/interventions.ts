import { z } from 'zod';
import { reason } from './changes.ts';
import { projectionParams } from './projection-params.ts';
import { limitParameter, positionParameter, repeatableHeaders } from './queries.ts';
import type { Route } from './route.ts';

const eventPosition = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** `POST /api/v1/admin/projections/:name/retry`; the body may be left out. */
export const retryInput = z.strictObject({ reason: reason.optional() }).meta({ id: 'RetryInput' });
export type RetryInput = z.output<typeof retryInput>;

/** `POST /api/v1/admin/projections/:name/skip`: the position at which it stands, so that nothing else is skipped by mistake. */
export const skipInput = z
  .strictObject({ position: eventPosition, reason })
  .meta({ id: 'SkipInput' });
export type SkipInput = z.output<typeof skipInput>;

/** An event that a version of a projection is folded without; `by` is the name of the key. */
export const skippedSchema = z
  .object({
    version: z.int().meta({ description: 'Of the projection: a newer one is given the event.' }),
    position: eventPosition,
    reason: z.string(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'SkippedEvent' });

/** What an operator did about the event at which a projection stood. */
export const intervenedSchema = z
  .object({
    projection: z.string(),
    action: z.enum(['retry', 'skip']),
    position: eventPosition,
    at: z.iso.datetime(),
  })
  .meta({ id: 'Intervened' });
export type Intervened = z.infer<typeof intervenedSchema>;

/** Which page of them: those before the one that `next` of the page before named. */
export const interventionsQuery = z.strictObject({
  before: positionParameter.optional().meta({
    description: '`next` of the page before this one; without it the newest are told.',
  }),
  limit: limitParameter(500, 50),
});
export type InterventionsQuery = z.output<typeof interventionsQuery>;

/** `GET /api/v1/admin/projections/:name/interventions`: a page of what operators did to it, newest first. */
export const interventionsSchema = z
  .object({
    items: z.array(
      z.object({
        version: z.int(),
        action: z.enum(['retry', 'skip']),
        position: eventPosition,
        reason: z.string().nullable(),
        by: z.string(),
        at: z.iso.datetime(),
      }),
    ),
    next: z.int().nullable().meta({ description: 'The `before` of the next page; null: no more.' }),
  })
  .meta({ id: 'Interventions' });
export type Interventions = z.infer<typeof interventionsSchema>;

const common = { tag: 'Operating', role: 'operator', params: projectionParams } as const;
const unknown = { description: 'There is no such projection.' };
const notStopped = {
  description:
    'It has not stopped at an event, or the first request with this Idempotency-Key was cut off.',
};

/** How an operator gets a stopped projection past its event. */
export const interventionRoutes: readonly Route[] = [
  {
    ...common,
    method: 'post',
    path: '/api/v1/admin/projections/{name}/retry',
    summary: 'Have a stopped projection try its event again',
    headers: repeatableHeaders,
    body: retryInput,
    responses: {
      200: { description: 'It is tried within moments.', body: intervenedSchema },
      404: unknown,
      409: notStopped,
    },
  },
  {
    ...common,
    method: 'post',
    path: '/api/v1/admin/projections/{name}/skip',
    summary: 'Have a stopped projection pass over its event, in rebuilds too',
    headers: repeatableHeaders,
    body: skipInput,
    responses: {
      200: { description: 'It goes on without the event.', body: intervenedSchema },
      404: unknown,
      409: notStopped,
      412: { description: 'It stands at another position.' },
    },
  },
  {
    ...common,
    method: 'get',
    path: '/api/v1/admin/projections/{name}/interventions',
    summary: 'Who had it try again or skip, when and why',
    query: interventionsQuery,
    responses: {
      200: { description: 'A page, newest first.', body: interventionsSchema },
      404: unknown,
    },
  },
];
