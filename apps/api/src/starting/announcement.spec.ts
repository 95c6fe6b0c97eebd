import { describe, expect, it } from '@jest/globals';
import { announcement, pageUrl } from './announcement.ts';

describe('what the start prints', () => {
  it('is an address that can be opened', () => {
    expect(pageUrl('127.0.0.1', 3000)).toBe('http://127.0.0.1:3000');
    expect(pageUrl('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
    expect(pageUrl('::1', 80)).toBe('http://[::1]:80');
  });

  it('shows the key only when it was made just now', () => {
    const path = '/data/admin-key';
    expect(announcement('u', { from: 'file', path, secret: 'cm_x' })).toContain('cm_x');
    expect(announcement('u', { from: 'file', path })).toContain('Admin key: in /data/admin-key');
    expect(announcement('u', { from: 'environment' })).toContain('ADMIN_KEY');
    expect(announcement('u', { from: 'elsewhere' })).toContain('keys create');
  });
});
