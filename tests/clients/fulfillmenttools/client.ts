import assert from 'node:assert/strict';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '#api';
import { Session } from './session.js';

/** What one call came back with. */
export interface Called<T> { data?: T; error?: unknown; response: Response }

/** The body of a call that must succeed. */
export async function good<T>(call: Promise<Called<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  assert.ok(response.ok, `${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  assert.ok(data !== undefined && data !== null, `${response.url} answered nothing`);
  return data;
}

/** The words of a call that must be refused with this status and reason; the vendor's library tells its caller no more than these. */
export async function refused(call: Promise<Called<unknown>>, status: number, reason: string): Promise<string> {
  const { error, response } = await call;
  assert.deepEqual([response.status, response.statusText], [status, reason], JSON.stringify(error));
  assert.ok(Array.isArray(error) && error.length > 0, 'an error is a list');
  return (error as { summary: string; description?: string }[]).map(e => `${e.summary} ${e.description ?? ''}`).join('\n');
}

/** A generated client that behaves as the vendor's library: a type on every request, parameters repeated and not escaped, two slashes. */
export function clientOf(host: string, session: Session, seen: (request: Request, answer: Response) => Promise<void>): Client<paths> {
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
      await seen(request, response.clone());
    },
  });
  return client;
}
