import assert from 'node:assert/strict';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '#api';
import { Session } from './session.js';

/** The result of one call. */
export interface CallResult<T> { data?: T; error?: unknown; response: Response }

/** Returns the body of a call that must succeed. */
export async function expectSuccess<T>(call: Promise<CallResult<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  assert.ok(response.ok, `${response.url} returned ${response.status}: ${JSON.stringify(error)}`);
  assert.ok(data !== undefined && data !== null, `${response.url} returned no body`);
  return data;
}

/** Returns the text of a call that must fail with this status and reason. The library of the vendor shows only this text to its caller. */
export async function expectError(call: Promise<CallResult<unknown>>, status: number, reason: string): Promise<string> {
  const { error, response } = await call;
  assert.deepEqual([response.status, response.statusText], [status, reason], JSON.stringify(error));
  assert.ok(Array.isArray(error) && error.length > 0, 'an error is a list');
  return (error as { summary: string; description?: string }[]).map(e => `${e.summary} ${e.description ?? ''}`).join('\n');
}

/**
 * Creates a client that behaves like the library of the vendor: a content type on every request, repeated and unescaped query parameters,
 * two slashes in the path.
 */
export function createApiClient(
  host: string,
  session: Session,
  onResponse: (request: Request, response: Response) => Promise<void>,
): Client<paths> {
  const client = createClient<paths>({
    baseUrl: host,
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'emend-generated-client/1.0' },
    querySerializer: query => {
      const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => [value].flat().map(v => [name, String(v)]));
      return decodeURIComponent(new URLSearchParams(pairs).toString());
    },
    fetch: request => fetch(new Request(request.url.replace('/api/', '//api/'), request)),
  });
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set('Authorization', `Bearer ${await session.bearer()}`);
      return request;
    },
    onResponse: async ({ request, response }) => {
      await onResponse(request, response.clone());
    },
  });
  return client;
}
