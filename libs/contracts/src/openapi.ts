import { z } from 'zod';
import { problemSchema } from './problem.ts';
import type { Route, RouteResponse } from './route.ts';

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document, ready for `JSON.stringify`. */
export interface OpenApiDocument extends Json {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

/** What the document says of the API as a whole. */
export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

const problems: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` names every bad field.',
  401: 'The key is missing or unknown.',
  403: 'The role of the key does not allow it.',
  404: 'There is no such thing.',
  409: 'It conflicts with what is stored.',
  412: 'The development has changed since it was read.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8.',
  422: 'The request was understood and refused; `errors` says why.',
  428: 'If-Match is missing.',
  429: 'Too many requests; see Retry-After.',
  503: 'The database is away; see Retry-After.',
};

/**
 * The OpenAPI 3.1 description of routes. Schemas with an id stand under `components` and are referred to.
 * @throws Error when two different schemas have one id, or two routes one method and path
 */
export function openapi(routes: readonly Route[], info: ApiInfo): OpenApiDocument {
  const schemas = new Components();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    if (path[route.method] !== undefined)
      throw new Error(`${route.method} ${route.path} is described twice; describe it once`);
    path[route.method] = operation(route, schemas);
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key.' } },
    },
  };
}

function operation(route: Route, schemas: Components): Json {
  const statuses = new Set<number>(problemStatuses(route));
  const responses: Record<string, Json> = {};
  for (const [status, response] of Object.entries(route.responses)) {
    responses[status] = answer(Number(status) < 400 ? response : problem(response), schemas);
    statuses.delete(Number(status));
  }
  for (const status of statuses)
    responses[status] = answer(problem({ description: problems[status] ?? 'A problem.' }), schemas);
  const parameters = [
    ...parametersOf('path', route.params, schemas),
    ...parametersOf('query', route.query, schemas),
    ...parametersOf('header', route.headers, schemas),
  ];
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    ...(route.role && { security: [{ key: [] }], 'x-role': route.role }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        // A missing body is read as an empty object.
        required: !z.safeParse(route.body, {}).success,
        content: { 'application/json': { schema: schemas.refer(route.body) } },
      },
    }),
    responses,
  };
}

/** Whatever goes wrong is told as problem details, unless the route says otherwise. */
const problem = (response: RouteResponse): RouteResponse => ({
  body: problemSchema,
  mediaType: 'application/problem+json',
  ...response,
});

function problemStatuses(route: Route): readonly number[] {
  const { params, query, headers, body, role } = route;
  return [
    ...([params, query, headers, body].some(Boolean) ? [400] : []),
    ...(role ? [401, 403] : []),
    ...(params || query?.shape['position'] ? [404] : []),
    ...(body ? [413, 415, 422] : []),
    ...(headers?.shape['Idempotency-Key'] ? [422] : []),
    429,
    503,
  ];
}

function answer(response: RouteResponse, schemas: Components): Json {
  const headers = Object.entries(response.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return {
    description: response.description,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) as Json }),
    ...(response.body && {
      content: contentOf(response.body, response, schemas),
    }),
  };
}

function contentOf(body: z.ZodType, { mediaType, also }: RouteResponse, schemas: Components): Json {
  const types = { [mediaType ?? 'application/json']: body, ...also };
  return Object.fromEntries(
    Object.entries(types).map(([type, schema]) => [type, { schema: schemas.refer(schema) }]),
  );
}

function parametersOf(
  place: 'path' | 'query' | 'header',
  object: z.ZodObject | undefined,
  schemas: Components,
): readonly Json[] {
  return Object.entries(object?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = schemas.refer(field as z.ZodType);
    return {
      name,
      in: place,
      required: place === 'path' || !z.safeParse(field as z.ZodType, undefined).success,
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

/** `GET /api/v1/developments/{id}/history` is `getDevelopmentsByIdHistory`. */
function operationId({ method, path }: Route): string {
  const words = path
    .replace('/api/v1/', '')
    .replaceAll('{', 'by-')
    .split(/[^A-Za-z0-9]+/u)
    .filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The schemas that are referred to by id. */
class Components {
  readonly #byId = new Map<string, Json>();

  /** The JSON schema of what is written on the wire, or a reference to it. */
  refer(schema: z.ZodType): Json {
    const wrapped = z.toJSONSchema(z.object({ it: schema }), {
      io: 'input',
      unrepresentable: 'any',
    });
    for (const [id, definition] of Object.entries(wrapped.$defs ?? {}))
      this.#add(id, pointToComponents(definition) as Json);
    return pointToComponents(wrapped.properties?.['it']) as Json;
  }

  all(): Readonly<Record<string, Json>> {
    return Object.fromEntries([...this.#byId].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #add(id: string, definition: Json): void {
    const known = this.#byId.get(id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition))
      throw new Error(`two schemas have the id ${id}; give one of them another`);
    this.#byId.set(id, definition);
  }
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key === '$ref' && typeof inner === 'string')
        return [[key, inner.replace('#/$defs/', '#/components/schemas/')]];
      return [[key, pointToComponents(inner)]];
    }),
  );
}
