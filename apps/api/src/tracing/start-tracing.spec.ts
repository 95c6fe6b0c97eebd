import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { isTracingConfigured, startTracing } from './start-tracing.ts';

const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318';

describe('tracing', () => {
  it.each([
    ['nothing names an exporter', {}, false],
    ['the name is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
    ['an endpoint is named', { OTEL_EXPORTER_OTLP_ENDPOINT }, true],
    ['one for traces is named', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://x/t' }, true],
    ['it is switched off', { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'true' }, false],
    ['no exporter is wanted', { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('where %s', (_, environment, configured) => {
    expect(isTracingConfigured(environment)).toBe(configured);
  });

  it('starts nothing where no exporter is configured', async () => {
    expect(await startTracing({}, pino({ level: 'silent' }))).toBeUndefined();
  });
});
