import { createHash, randomBytes } from 'node:crypto';

/** A new key: `cm_` and 32 random bytes in base64url. */
export const newSecret = (): string => `cm_${randomBytes(32).toString('base64url')}`;

/** What is stored of a key. A key is random and long, so that a plain sha256 cannot be guessed back. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
