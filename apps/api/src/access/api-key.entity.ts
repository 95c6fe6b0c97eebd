import { EntitySchema, type EntitySchemaOptions } from 'typeorm';
import { apiKeyName, type ApiKey } from './api-key.ts';

const options: Pick<EntitySchemaOptions<ApiKey>, 'name' | 'tableName' | 'columns'> = {
  name: apiKeyName,
  tableName: 'api_keys',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    role: { type: 'text' },
    hash: { type: 'bytea' },
    first: { type: 'boolean', default: false },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    createdBy: { name: 'created_by', type: 'text' },
    expiresAt: { name: 'expires_at', type: 'timestamptz', nullable: true },
    lastUsedAt: { name: 'last_used_at', type: 'timestamptz', nullable: true },
    revokedAt: { name: 'revoked_at', type: 'timestamptz', nullable: true },
  },
};

/** The table `api_keys`. */
export const apiKeyEntity = new EntitySchema<ApiKey>(options);
