import assert from 'node:assert/strict';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '#api';
import { ResponseValidator } from './response-validator.js';
import { Session } from './session.js';

type Order = components['schemas']['Order'];
type Modification = components['schemas']['Modification'];
type Problem = components['schemas']['Problem'];

interface CallResult<T> { data?: T; error?: unknown; response: Response }

const MUG = 'MUG-E-1207';
const CAP = 'CAP-R-9082';

async function expectSuccess<T>(call: Promise<CallResult<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  assert.ok(response.ok, `${response.url} returned ${response.status}: ${JSON.stringify(error)}`);
  assert.ok(data !== undefined && data !== null, `${response.url} returned no body`);
  return data;
}

/** Returns the problem of a call that must fail. */
async function expectProblem(call: Promise<CallResult<unknown>>, status: number, code: string): Promise<Problem> {
  const { error, response } = await call;
  assert.equal(response.status, status, JSON.stringify(error));
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  const details = error as Problem;
  assert.equal(details.type, `/problems/${code}`);
  return details;
}

function createApiClient(host: string, session: Session, validator: ResponseValidator): Client<paths> {
  const client = createClient<paths>({ baseUrl: host });
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set('Authorization', `Bearer ${await session.bearer()}`);
      return request;
    },
    onResponse: async ({ request, response }) => {
      await validator.check(request, response.clone());
    },
  });
  return client;
}

async function place(api: Client<paths>): Promise<Order> {
  const body: components['schemas']['NewOrder'] = {
    tenantOrderId: `NATIVE-${Date.now()}`,
    consumer: {
      email: 'sanne@example.com',
      addresses: [{ street: 'Prinsengracht', postalCode: '1016 GV', city: 'Amsterdam', country: 'NL' }],
    },
    lines: [{ article: MUG, quantity: 3 }],
    delivery: { kind: 'shipping' },
  };
  const params = { header: { 'Idempotency-Key': `place-${body.tenantOrderId}` } };
  const placed = await expectSuccess(api.POST('/emend/v1/orders', { params, body }));
  const again = await expectSuccess(api.POST('/emend/v1/orders', { params, body }));
  assert.deepEqual([again.id, again.revision, placed.status, placed.routingPlans[0]?.status], [placed.id, 1, 'open', 'routed']);
  return placed;
}

async function listsActions(api: Client<paths>, orderId: string): Promise<void> {
  const { actions } = await expectSuccess(api.GET('/emend/v1/orders/{orderId}/actions', { params: { path: { orderId } } }));
  assert.ok(actions.some(a => a.allowed && a.effects.length > 0), 'at least one action is allowed');
}

/** Previews a modification, applies it with the quote token, and reads the order. */
async function modifies(api: Client<paths>, order: Order): Promise<void> {
  const path = { orderId: order.id };
  const line = order.lines[0]!.id;
  const body: Modification = {
    changes: [
      { type: 'setQuantity', line, quantity: 2 },
      { type: 'addLine', article: CAP, title: 'Cap', quantity: 1 },
      { type: 'setPreferredTime', preferredTime: '2099-12-24T10:00:00Z' },
      { type: 'setAttributes', attributes: { giftWrap: true } },
    ],
    reason: 'customerRequest',
    comment: 'the customer called',
  };
  const preview = await expectSuccess(api.POST('/emend/v1/orders/{orderId}/modifications/preview', { params: { path }, body }));
  assert.ok(preview.accepted && preview.quoteToken, 'the preview is accepted');
  const modified = await expectSuccess(api.POST('/emend/v1/orders/{orderId}/modifications', {
    params: { path, header: { 'Idempotency-Key': `modify-${order.id}`, 'If-Match': '"1"' } },
    body: { ...body, quoteToken: preview.quoteToken },
  }));
  assert.deepEqual([modified.revision, modified.consequences?.reservations.after], [2, preview.consequences?.reservations.after]);
  const read = await expectSuccess(api.GET('/emend/v1/orders/{orderId}', { params: { path } }));
  assert.deepEqual(read.lines.map(l => [l.article, l.quantity]), [[MUG, 2], [CAP, 1]]);
}

async function rejectsInvalidRequests(api: Client<paths>, order: Order): Promise<void> {
  const path = { orderId: order.id };
  const send = (body: Modification) => api.POST('/emend/v1/orders/{orderId}/modifications', { params: { path }, body });
  const line = order.lines[0]!.id;
  const outdated: Modification = { changes: [{ type: 'setAttributes', attributes: { late: true } }], baseRevision: 1 };
  const conflict = await expectProblem(send(outdated), 409, 'version-conflict');
  assert.deepEqual([conflict.current, conflict.expected], [2, 1]);
  const tooMuch = await expectProblem(send({ changes: [{ type: 'setQuantity', line, quantity: 900_000 }] }), 422, 'rule-violation');
  assert.ok(tooMuch.violations?.every(v => v.remedy.length > 0), 'every violation has a remedy');
  // @ts-expect-error The compiler and the server reject an unknown change type.
  const invalid = await expectProblem(send({ changes: [{ type: 'setQuantiti', line, quantity: 1 }] }), 400, 'invalid-request');
  assert.equal(invalid.errors?.[0]?.pointer, '/changes/0/type');
}

async function undoes(api: Client<paths>, orderId: string): Promise<void> {
  const path = { orderId, revision: '2' };
  const history = await expectSuccess(api.GET('/emend/v1/orders/{orderId}/modifications', { params: { path: { orderId } } }));
  assert.deepEqual(history.entries.map(e => [e.revision, e.comment, e.actor.name]), [[2, 'the customer called', 'Aart Agent']]);
  const preview = await expectSuccess(api.POST('/emend/v1/orders/{orderId}/modifications/{revision}/undo/preview', {
    params: { path }, body: {},
  }));
  assert.ok(preview.accepted, 'the undo is accepted');
  const undone = await expectSuccess(api.POST('/emend/v1/orders/{orderId}/modifications/{revision}/undo', {
    params: { path }, body: { allOrNothing: true },
  }));
  assert.equal(undone.revision, 3);
  const past = await expectSuccess(api.GET('/emend/v1/orders/{orderId}', { params: { path: { orderId }, query: { revision: 2 } } }));
  const now = await expectSuccess(api.GET('/emend/v1/orders/{orderId}', { params: { path: { orderId } } }));
  assert.deepEqual([past.lines.length, now.lines.length, now.lines[0]?.quantity], [2, 1, 3]);
  const diff = await expectSuccess(api.GET('/emend/v1/orders/{orderId}/diff', {
    params: { path: { orderId }, query: { from: 1, to: 2 } },
  }));
  assert.ok(diff.differences.some(d => d.path === '/attributes/giftWrap' && d.kind === 'added'));
}

const [host, document] = process.argv.slice(2);
assert.ok(host && document, 'node native.js HOST DOCUMENT');
const validator = await ResponseValidator.read(document);
const session = new Session(host, 'demo');
await session.signIn('agent@demo.emend', 'demo-agent');
const api = createApiClient(host, session, validator);
const order = await place(api);
await listsActions(api, order.id);
await modifies(api, order);
await rejectsInvalidRequests(api, order);
await undoes(api, order.id);
console.log(`${validator.count} responses, ${validator.findings.length} findings, ${validator.unknown} unknown to the document`);
for (const finding of validator.findings) console.log(finding);
process.exitCode = validator.findings.length > 0 ? 1 : 0;
