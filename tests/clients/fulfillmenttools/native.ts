import assert from 'node:assert/strict';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '#api';
import { Answers } from './answers.js';
import { Session } from './session.js';

type Order = components['schemas']['Order'];
type Modification = components['schemas']['Modification'];
type Problem = components['schemas']['Problem'];

interface Called<T> { data?: T; error?: unknown; response: Response }

const MUG = 'MUG-E-1207';
const CAP = 'CAP-R-9082';

async function good<T>(call: Promise<Called<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  assert.ok(response.ok, `${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  assert.ok(data !== undefined && data !== null, `${response.url} answered nothing`);
  return data;
}

/** The problem of a call that must not succeed. */
async function problem(call: Promise<Called<unknown>>, status: number, code: string): Promise<Problem> {
  const { error, response } = await call;
  assert.equal(response.status, status, JSON.stringify(error));
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  const told = error as Problem;
  assert.equal(told.type, `/problems/${code}`);
  return told;
}

function clientOf(host: string, session: Session, answers: Answers): Client<paths> {
  const client = createClient<paths>({ baseUrl: host });
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set('Authorization', `Bearer ${await session.bearer()}`);
      return request;
    },
    onResponse: async ({ request, response }) => {
      await answers.check(request, response.clone());
    },
  });
  return client;
}

async function place(api: Client<paths>): Promise<Order> {
  const body: components['schemas']['OrderForCreation'] = {
    tenantOrderId: `NATIVE-${Date.now()}`,
    consumer: { email: 'sanne@example.com', addresses: [{ street: 'Prinsengracht', postalCode: '1016 GV', city: 'Amsterdam', country: 'NL' }] },
    lines: [{ article: MUG, quantity: 3 }],
    delivery: { kind: 'shipping' },
  };
  const params = { header: { 'Idempotency-Key': `place-${body.tenantOrderId}` } };
  const placed = await good(api.POST('/emend/v1/orders', { params, body }));
  const again = await good(api.POST('/emend/v1/orders', { params, body }));
  assert.deepEqual([again.id, again.revision, placed.status, placed.plans[0]?.status], [placed.id, 1, 'open', 'routed']);
  return placed;
}

async function tellsActions(api: Client<paths>, orderId: string): Promise<void> {
  const { actions } = await good(api.GET('/emend/v1/orders/{orderId}/actions', { params: { path: { orderId } } }));
  assert.ok(actions.some(a => a.allowed && a.effects.length > 0), 'something may be done');
}

/** A preview, its promise kept, and the same again. */
async function modifies(api: Client<paths>, order: Order): Promise<void> {
  const path = { orderId: order.id };
  const line = order.lines[0]!.id;
  const body: Modification = {
    changes: [
      { type: 'setQuantity', line, quantity: 2 },
      { type: 'addLine', article: CAP, title: 'Cap', quantity: 1 },
      { type: 'setPreferredTime', to: '2099-12-24T10:00:00Z' },
      { type: 'setAttributes', attributes: { giftWrap: true } },
    ],
    reason: 'customerRequest',
    comment: 'the customer called',
  };
  const preview = await good(api.POST('/emend/v1/orders/{orderId}/modifications/preview', { params: { path }, body }));
  assert.ok(preview.accepted && preview.token, 'it would be done');
  const done = await good(api.POST('/emend/v1/orders/{orderId}/modifications', {
    params: { path, header: { 'Idempotency-Key': `modify-${order.id}`, 'If-Match': '"1"' } },
    body: { ...body, token: preview.token },
  }));
  assert.deepEqual([done.revision, done.consequences?.reservations.after], [2, preview.consequences?.reservations.after]);
  const read = await good(api.GET('/emend/v1/orders/{orderId}', { params: { path } }));
  assert.deepEqual(read.lines.map(l => [l.article, l.quantity]), [[MUG, 2], [CAP, 1]]);
}

async function isRefused(api: Client<paths>, order: Order): Promise<void> {
  const path = { orderId: order.id };
  const send = (body: Modification) => api.POST('/emend/v1/orders/{orderId}/modifications', { params: { path }, body });
  const line = order.lines[0]!.id;
  const stale = await problem(send({ changes: [{ type: 'setAttributes', attributes: { late: true } }], baseRevision: 1 }), 409, 'stale');
  assert.deepEqual([stale.current, stale.named], [2, 1]);
  const tooMuch = await problem(send({ changes: [{ type: 'setQuantity', line, quantity: 900_000 }] }), 422, 'refused');
  assert.ok(tooMuch.refusals?.every(r => r.remedy.length > 0), 'each row has a remedy');
  // @ts-expect-error A kind of change that there is not is found by the compiler, and by the service.
  const unknown = await problem(send({ changes: [{ type: 'setQuantiti', line, quantity: 1 }] }), 400, 'malformed');
  assert.equal(unknown.errors?.[0]?.pointer, '/changes/0/type');
}

async function goesBack(api: Client<paths>, orderId: string): Promise<void> {
  const path = { orderId, revision: '2' };
  const history = await good(api.GET('/emend/v1/orders/{orderId}/modifications', { params: { path: { orderId } } }));
  assert.deepEqual(history.entries.map(e => [e.revision, e.comment, e.actor.name]), [[2, 'the customer called', 'Aart Agent']]);
  const preview = await good(api.POST('/emend/v1/orders/{orderId}/modifications/{revision}/undo/preview', { params: { path }, body: {} }));
  assert.ok(preview.accepted, 'it can be taken back');
  const undone = await good(api.POST('/emend/v1/orders/{orderId}/modifications/{revision}/undo', { params: { path }, body: { whole: true } }));
  assert.equal(undone.revision, 3);
  const past = await good(api.GET('/emend/v1/orders/{orderId}', { params: { path: { orderId }, query: { revision: 2 } } }));
  const now = await good(api.GET('/emend/v1/orders/{orderId}', { params: { path: { orderId } } }));
  assert.deepEqual([past.lines.length, now.lines.length, now.lines[0]?.quantity], [2, 1, 3]);
  const diff = await good(api.GET('/emend/v1/orders/{orderId}/diff', { params: { path: { orderId }, query: { from: 1, to: 2 } } }));
  assert.ok(diff.differences.some(d => d.path === '/attributes/giftWrap' && d.kind === 'added'));
}

const [host, document] = process.argv.slice(2);
assert.ok(host && document, 'node native.js HOST DOCUMENT');
const answers = await Answers.read(document);
const session = new Session(host, 'demo');
await session.signIn('agent@demo.emend', 'demo-agent');
const api = clientOf(host, session, answers);
const order = await place(api);
await tellsActions(api, order.id);
await modifies(api, order);
await isRefused(api, order);
await goesBack(api, order.id);
console.log(`${answers.count} answers, ${answers.findings.length} findings, ${answers.unknown} unknown to the document`);
for (const finding of answers.findings) console.log(finding);
process.exitCode = answers.findings.length > 0 ? 1 : 0;
