import type { Logger } from 'pino';
import type { Tracing } from './otlp-exporter.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the standard variables of OpenTelemetry name an exporter of spans. */
export function isTracingConfigured(environment: Environment): boolean {
  const set = (name: string): boolean => (environment[name] ?? '').trim() !== '';
  const off =
    environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' ||
    environment['OTEL_TRACES_EXPORTER'] === 'none';
  const named = set('OTEL_EXPORTER_OTLP_ENDPOINT') || set('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  return named && !off;
}

/** Sends spans by OTLP over HTTP where an exporter is configured; otherwise nothing of it is even loaded. */
export async function startTracing(
  environment: Environment,
  logger: Logger,
): Promise<Tracing | undefined> {
  if (!isTracingConfigured(environment)) return undefined;
  const protocol =
    environment['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? environment['OTEL_EXPORTER_OTLP_PROTOCOL'];
  if (protocol !== undefined && protocol !== 'http/json')
    logger.warn(
      { protocol },
      'spans are sent as http/json whatever OTEL_EXPORTER_OTLP_PROTOCOL says',
    );
  const { openExporter } = await import('./otlp-exporter.ts');
  return openExporter();
}
