import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLogger, NestLogger } from './logger.ts';

const collect = () => {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
  return { lines, logger: createLogger({ LOG_LEVEL: 'info' }, destination) };
};

describe('the log of the process', () => {
  it('blots out secrets, however deep a request hides them', () => {
    const { lines, logger } = collect();
    logger.info({ authorization: 's3', request: { headers: { authorization: 's3' } }, key: 's3' });
    logger.info({ config: { ADMIN_KEY: 's3', DATABASE_URL: 's3' } });
    expect(JSON.stringify(lines)).not.toContain('s3');
    expect(lines).toHaveLength(2);
  });

  it('keeps the stack of an error', () => {
    const { lines, logger } = collect();
    new NestLogger(logger).error(new TypeError('broken'));
    expect(lines[0]).toMatchObject({ level: 'error', msg: 'broken', err: { type: 'TypeError' } });
  });
});
