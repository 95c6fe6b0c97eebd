import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { tellBroken } from './broken-connection.ts';

describe('a broken connection', () => {
  it('is told by its reason, without the client that the pool hands along', () => {
    const lines: string[] = [];
    const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const client = { secretKey: 4711, statements: ['select secret'] };
    tellBroken(logger, Object.assign(new Error('it ended'), { code: '57P01', client }));
    expect(JSON.parse(lines.join(''))).toMatchObject({ code: '57P01', reason: 'it ended' });
    expect(lines.join('')).not.toMatch(/4711|secret/);
  });
});
