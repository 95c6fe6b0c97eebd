import type { HealthCheck } from '@ceasefire/contracts';

/** What a server that will answer in a moment waits for: the end of its own start, or a database that it cannot reach. */
export type Wait = 'start' | 'database';

/** Asks a server what it waits for; one that does not say is taken to be starting. */
export async function askWhatIsAwaited(): Promise<Wait> {
  try {
    const answer = await fetch('/health/ready', { cache: 'no-store' });
    const { checks } = (await answer.json()) as { readonly checks: readonly HealthCheck[] };
    const isAway = checks.some(({ name, status }) => name === 'database' && status === 'failed');
    return isAway ? 'database' : 'start';
  } catch {
    return 'start';
  }
}
