import type { Monitor } from './monitor.ts';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

async function answer<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const json = type.includes('json') && !type.includes('ndjson');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (json && text !== '' ? JSON.parse(text) : text) as Body,
  };
}

/** GET of a path under `/api/v1/`. */
export async function read<Body = unknown>(
  monitor: Monitor,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return answer(await fetch(`${monitor.url}/api/v1/${path}`, { headers }));
}

/** A POST to a path under `/api/v1/admin/`, as the first admin unless the headers say otherwise; text is sent as it is. */
export async function write<Body = unknown>(
  monitor: Monitor,
  path: string,
  ...[body, headers = {}]: readonly [body: unknown, headers?: Readonly<Record<string, string>>]
): Promise<Answer<Body>> {
  return answer(
    await fetch(`${monitor.url}/api/v1/admin/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${monitor.adminKey}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export interface Written {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}
