import type { Role } from '@ceasefire/contracts';

/** A key as stored: never the secret, only its sha256. */
export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  hash: Buffer;
  /** True for the one key that the start made or took from `ADMIN_KEY`. */
  first: boolean;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Name of the entity, for code that must not load TypeORM by itself. */
export const apiKeyName = 'ApiKey';
