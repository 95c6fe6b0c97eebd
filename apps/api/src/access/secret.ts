import { createHash, hkdfSync, randomBytes } from 'node:crypto';

const secretBytes = 32;

const written = (bytes: Buffer): string => `cm_${bytes.toString('base64url')}`;

/** A new key: `cm_` and 32 random bytes in base64url. */
export const newSecret = (): string => written(randomBytes(secretBytes));

/** Random bytes that make a derived secret one of its own. */
export const newSalt = (): Buffer => randomBytes(secretBytes);

/**
 * A key that whoever asked for it can be shown again, though it is not stored: it follows from the secret of the key that asked and from the
 * salt that is stored. Neither the one alone nor the other says anything of it, and it says nothing of either.
 */
export const derivedSecret = (callerSecret: string, salt: Buffer): string =>
  written(
    Buffer.from(hkdfSync('sha256', callerSecret, salt, 'ceasefire-monitor key', secretBytes)),
  );

/** What is stored of a key. A key is random and long, so that a plain sha256 cannot be guessed back. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
