import { type Attributes, type Span, SpanStatusCode, trace } from '@opentelemetry/api';

/** Makes spans; they cost next to nothing while no exporter is configured. */
export const tracer = trace.getTracer('ceasefire-monitor');

/** Does `work` within a span that is a child of the current one. */
export const within = <T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> =>
  tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });

/** Marks a span as that of something that failed. */
export function failed(span: Span, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
  if (error instanceof Error) span.recordException(error);
}

/** Something that is over: when it began (epoch ms), how long it took, and what it failed with. */
export interface Over {
  readonly startedAtMs: number;
  readonly seconds: number;
  readonly error?: unknown;
}

/** A span of its own for something that is over and served many requests. */
export function spanOf(name: string, attributes: Attributes, over: Over): void {
  const { startedAtMs, seconds, error } = over;
  const span = tracer.startSpan(name, { attributes, startTime: startedAtMs, root: true });
  if (error !== undefined) failed(span, error);
  span.end(startedAtMs + seconds * 1_000);
}
