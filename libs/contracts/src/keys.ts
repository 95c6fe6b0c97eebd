import { z } from 'zod';
import { repeatableHeaders } from './queries.ts';
import { roleSchema } from './role.ts';
import type { Route } from './route.ts';

/** A key as it is listed: never the secret. Times are RFC 3339 UTC. */
export const keySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    role: roleSchema,
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Key' });
export type Key = z.infer<typeof keySchema>;

export const keysSchema = z.object({ items: z.array(keySchema) }).meta({ id: 'Keys' });

/** `POST /api/v1/admin/keys`. The name stands in the log beside everything that the key writes. */
export const newKeySchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u,
        'must be 1 to 64 letters, digits, spaces or . _ @ - and begin with a letter or digit',
      ),
    role: roleSchema,
    expiresAt: z.iso
      .datetime({ offset: true, abort: true })
      // An offset may lead beyond the years that have four digits, which no answer could tell.
      .refine(
        (value) => new Date(value).getUTCFullYear() <= 9999,
        'must not be after the year 9999',
      )
      .optional(),
  })
  .meta({ id: 'NewKey' });
export type NewKey = z.infer<typeof newKeySchema>;

/** The answer to a new key: the only time that the secret is shown, but for a repeated request. */
export const createdKeySchema = keySchema.extend({ key: z.string() }).meta({ id: 'CreatedKey' });
export type CreatedKey = z.infer<typeof createdKeySchema>;

export const keyParamsSchema = z.strictObject({ id: z.uuid() });

/** The admin's routes of keys. */
export const keyRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/admin/keys',
    summary: 'Every key that is not revoked',
    tag: 'Keys',
    role: 'admin',
    responses: { 200: { description: 'The keys, without their secrets.', body: keysSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/admin/keys',
    summary: 'Make a key',
    tag: 'Keys',
    role: 'admin',
    headers: repeatableHeaders,
    body: newKeySchema,
    responses: {
      201: {
        description:
          'The key; its secret is shown this once, and to nobody but the key that repeats the request under its Idempotency-Key.',
        body: createdKeySchema,
      },
      409: { description: 'A key has this name already.' },
    },
  },
  {
    method: 'delete',
    path: '/api/v1/admin/keys/{id}',
    summary: 'Revoke a key',
    tag: 'Keys',
    role: 'admin',
    params: keyParamsSchema,
    responses: {
      204: { description: 'Revoked.' },
      409: { description: 'It is the last admin key.' },
    },
  },
];
