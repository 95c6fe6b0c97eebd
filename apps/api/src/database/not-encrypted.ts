/** Why there is no encrypted connection: the server offers none, or the certificate that it shows is not trusted. */
export type NotEncrypted = 'not-offered' | 'not-trusted';

/** What pg says, without a code, where the server knows no TLS. */
const notOffered = 'The server does not support SSL connections';

/** Codes of Node.js for certificates: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes = /CERT|^UNABLE_TO_VERIFY_/;

/** Whether the encrypted connection that DATABASE_URL asks for could not be had, and why. */
export function notEncrypted(error: Error): NotEncrypted | undefined {
  if (error.message === notOffered) return 'not-offered';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return certificateCodes.test(code) ? 'not-trusted' : undefined;
}
