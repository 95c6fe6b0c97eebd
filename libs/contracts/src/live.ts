import { z } from 'zod';
import { projectionsSchema } from './projections.ts';
import type { Route } from './route.ts';

const positionSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Most events in one `events` message. */
export const eventsPerMessage = 200;

/**
 * `socket.auth` of a client: the epoch it knows and the last position it has applied. Without `from` it begins at the head. With the key of an
 * operator it also gets `projections`.
 */
export const liveAuthSchema = z.object({
  epoch: z.string().max(64).optional(),
  from: positionSchema.optional(),
  key: z.string().min(1).max(200).optional(),
});
export type LiveAuth = z.infer<typeof liveAuthSchema>;

/** The query of `GET /api/v1/live`; `Last-Event-ID` wins over `after`. */
export const liveQuerySchema = z.strictObject({
  epoch: z.string().max(64).optional(),
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'must be a position: a whole number from 0')
    .transform(Number)
    .optional(),
});
export type LiveQuery = z.infer<typeof liveQuerySchema>;

/** One recorded event as it is pushed. `development` is null where the event stands on a dispute's stream. */
export const liveEventSchema = z
  .object({
    position: positionSchema,
    type: z.string(),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string(),
    stream: z.string(),
    version: z.int(),
    development: z.string().nullable(),
    dispute: z.string().nullable(),
    kind: z.string().nullable().meta({ description: 'Of a new development.' }),
    summary: z.string().nullable().meta({ description: 'Of a new development.' }),
    occurred: z
      .object({ from: z.string().nullable(), to: z.string().nullable() })
      .nullable()
      .meta({ description: 'Of a new development.' }),
    reason: z.string().nullable().meta({ description: 'Of a later change.' }),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** `welcome`: the client is followed from where it said. */
export const welcomeSchema = z.object({ epoch: z.string(), head: positionSchema });
export type Welcome = z.infer<typeof welcomeSchema>;

/** `reset`: what the client holds is of no use; it fetches `state` and connects again from its position. */
export const resetSchema = z.object({
  reason: z.enum(['other-epoch', 'beyond-the-head']),
  epoch: z.string(),
  head: positionSchema,
});
export type Reset = z.infer<typeof resetSchema>;

/** `boards`: which boards changed, with what they are now. It never comes before the events that changed them. */
export const boardsChangedSchema = z.object({
  position: positionSchema,
  changed: z.object({
    ceasefire: z.unknown().optional(),
    deployments: z.unknown().optional(),
    negotiations: z.unknown().optional(),
    disputes: z.unknown().optional(),
  }),
});
export type BoardsChanged = z.infer<typeof boardsChangedSchema>;

/** `tick`: every five seconds, so that a client knows how old what it shows is. */
export const tickSchema = z.object({ head: positionSchema });
export type Tick = z.infer<typeof tickSchema>;

/** `projections`, for operators alone: how each of them does and how far its rebuild is, at first and whenever that changes. */
export const projectionsMessageSchema = z.object({ projections: projectionsSchema });

/**
 * The messages of the namespace `/live`, from server to client. `events` come in order, without a gap; to whoever catches up the next come when they
 * are acknowledged. An acknowledgement stands for all `events` before it as well, so that one for several of them is enough.
 */
export interface LiveServerMessages {
  welcome: (message: Welcome) => void;
  reset: (message: Reset) => void;
  events: (message: LiveEvent[], acknowledge: () => void) => void;
  boards: (message: BoardsChanged) => void;
  tick: (message: Tick) => void;
  projections: (message: { readonly projections: unknown }) => void;
}

/** The route of server-sent events; the socket is not HTTP and stands in no OpenAPI document. */
export const liveRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/live',
    summary: 'Events as they are recorded, as server-sent events',
    tag: 'Log',
    query: liveQuerySchema,
    headers: z.strictObject({ 'Last-Event-ID': z.string().optional() }),
    responses: {
      200: {
        description:
          'A stream: `id:` is the position. `event: welcome` or `reset` comes first, `event: boards` after a board changed.',
        body: liveEventSchema,
        mediaType: 'text/event-stream',
      },
    },
  },
];
