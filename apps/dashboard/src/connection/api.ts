/** The API answered with a problem; `status` is its HTTP status, or 0 where no answer came at all. */
export class ApiError extends Error {
  readonly status: number;

  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** A query as plain values; empty ones are left out and lists are repeated. */
export type Query = Readonly<
  Record<string, string | number | readonly string[] | null | undefined>
>;

/** The path under `/api/v1` with its query. */
export function apiPath(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'string' || typeof value === 'number') search.set(name, String(value));
    else for (const item of value) search.append(name, item);
  }
  const text = search.toString();
  return `/api/v1/${path}${text === '' ? '' : `?${text}`}`;
}

async function explain(response: Response): Promise<string> {
  try {
    const problem: unknown = await response.json();
    if (typeof problem === 'object' && problem !== null && 'detail' in problem)
      return String(problem.detail);
  } catch {
    // The answer is not JSON, so its status line is all there is to say.
  }
  return `The server answered ${response.status} ${response.statusText}`.trim();
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new ApiError('The server could not be reached.', 0, { cause });
  }
}

/** The JSON at an API path. Throws ApiError on any answer but 2xx, and the abort reason when aborted. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, {
    signal: signal ?? null,
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new ApiError(await explain(response), response.status);
  return (await response.json()) as T;
}

/** What an address holds, asked for again and again: `changed` is null where it is still what it was. */
export interface Polled<T> {
  readonly changed: T | null;
  readonly etag: string | null;
}

/** As `getJson`, sending the ETag of the last answer so that an unchanged one costs nothing. */
export async function pollJson<T>(path: string, etag: string | null): Promise<Polled<T>> {
  const headers = new Headers({ accept: 'application/json' });
  if (etag !== null) headers.set('if-none-match', etag);
  const response = await ask(path, { headers, cache: 'no-store' });
  if (response.status === 304) return { changed: null, etag };
  if (!response.ok) throw new ApiError(await explain(response), response.status);
  return { changed: (await response.json()) as T, etag: response.headers.get('etag') };
}
