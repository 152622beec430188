import assert from 'node:assert/strict';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '#api';
import { createApiClient, expectError, expectSuccess } from './client.js';
import { ResponseValidator } from './response-validator.js';
import { Session } from './session.js';

type Order = components['schemas']['Order'];
type OrderForUpdate = components['schemas']['OrderForUpdate'];
type ActOnLine = paths['/api/orders/{orderId}/orderlineitems/{orderLineItemId}/actions']['post'];
type LineAction = NonNullable<ActOnLine['requestBody']>['content']['application/json'];

const SHIRT = 'TSHIRT-W-2468';
const JEANS = 'JEANS-B-2605';
const CAP = 'CAP-R-9082';

async function place(api: Client<paths>, tenantOrderId: string): Promise<Order> {
  return expectSuccess(api.POST('/api/orders', {
    body: {
      tenantOrderId,
      orderDate: '2026-11-19T08:45:50.525Z',
      consumer: {
        addresses: [{
          firstName: 'Sanne', lastName: 'de Vries', street: 'Prinsengracht', houseNumber: '263',
          postalCode: '1016 GV', city: 'Amsterdam', country: 'NL', addressType: 'POSTAL_ADDRESS',
        }],
      },
      deliveryPreferences: { shipping: { serviceLevel: 'DELIVERY' } },
      customAttributes: { campaign: 'winter' },
      orderLineItems: [
        { article: { tenantArticleId: SHIRT, title: 'Shirt' }, quantity: 3 },
        { article: { tenantArticleId: JEANS, title: 'Jeans' }, quantity: 1 },
      ],
    },
  }));
}

/** Returns the lines by index. If the document describes a line with allOf, only the indexed type has all members. */
function linesOf(order: Order) {
  return order.orderLineItems.map((_, index) => order.orderLineItems[index]!);
}

function lineOf(order: Order, tenantArticleId: string) {
  const line = linesOf(order).find(l => l.article.tenantArticleId === tenantArticleId);
  assert.ok(line, `a line of ${tenantArticleId}`);
  return line;
}

async function findsOrder(api: Client<paths>, order: Order, tenantOrderId: string): Promise<void> {
  const read = await expectSuccess(api.GET('/api/orders/{orderId}', { params: { path: { orderId: order.id } } }));
  assert.deepEqual(read, order);
  const list = await expectSuccess(api.GET('/api/orders', { params: { query: { tenantOrderId, size: 10 } } }));
  assert.deepEqual((list.orders ?? []).map(o => o.id), [order.id]);
  const found = await expectSuccess(api.POST('/api/orders/search', {
    body: {
      query: { or: [{ tenantOrderId: { eq: tenantOrderId } }, { tenantOrderId: { in: ['none'] }, status: { eq: 'LOCKED' } }] },
      sort: [{ orderDate: 'DESC' }],
      size: 10,
      options: { withTotal: true },
    },
  }));
  assert.deepEqual([found.total, found.orders?.map(o => o.id), found.pageInfo?.hasNextPage], [1, [order.id], false]);
}

async function modifies(api: Client<paths>, order: Order): Promise<Order> {
  const path = { orderId: order.id };
  const modified = await expectSuccess(api.PATCH('/api/orders/{orderId}', {
    params: { path },
    body: {
      version: order.version,
      comment: 'the customer called',
      orderLineItems: [
        { id: lineOf(order, SHIRT).id, quantity: 2 },
        { id: lineOf(order, JEANS).id, quantity: 0 },
        { quantity: 1, article: { tenantArticleId: CAP, title: 'Cap' } },
      ],
      customAttributes: { giftWrap: true },
      preferredHandlingTime: '2099-12-24T10:00:00.000Z',
    },
  }));
  assert.deepEqual(linesOf(modified).map(l => [l.article.tenantArticleId, l.quantity]), [[SHIRT, 2], [CAP, 1]]);
  assert.deepEqual(modified.customAttributes, { campaign: 'winter', giftWrap: true });
  assert.equal(modified.updateDetails?.at(-1)?.comment, 'the customer called');
  const moved = await expectSuccess(api.PATCH('/api/orders/{orderId}', {
    params: { path },
    body: {
      version: modified.version,
      consumer: { addresses: [{ street: 'Domplein', houseNumber: '29', postalCode: '3512 JE', city: 'Utrecht', country: 'NL' }] },
    },
  }));
  assert.equal(moved.consumer.addresses?.[0]?.city, 'Utrecht');
  // In a document without a mapping, the discriminator of an action is its schema name. No server accepts that value.
  const mark = { name: 'UPDATE_CUSTOM_ATTRIBUTES', version: moved.version, customAttributes: { engrave: 'S' } } as unknown as LineAction;
  const marked = await expectSuccess(api.POST('/api/orders/{orderId}/orderlineitems/{orderLineItemId}/actions', {
    params: { path: { ...path, orderLineItemId: lineOf(moved, SHIRT).id } },
    body: mark,
  }));
  assert.deepEqual(lineOf(marked, SHIRT).customAttributes, { engrave: 'S' });
  return marked;
}

async function rejectsInvalidRequests(api: Client<paths>, order: Order): Promise<void> {
  const params = { path: { orderId: order.id } };
  const send = (body: OrderForUpdate) => api.PATCH('/api/orders/{orderId}', { params, body });
  assert.match(await expectError(send({ version: 1, customAttributes: { late: true } }), 409, 'Conflict'), /version/);
  const twice = [{ quantity: 1, article: { tenantArticleId: SHIRT, title: 'Shirt' } }];
  const violations = await expectError(send({ version: order.version, orderLineItems: twice }), 422, 'Unprocessable Entity');
  assert.match(violations, /\(rule [A-Z]+-\d+\)/);
  await expectError(api.GET('/api/orders/{orderId}', { params: { path: { orderId: 'none' } } }), 404, 'Not Found');
  // @ts-expect-error The compiler and the server reject a misspelled member.
  assert.match(await expectError(send({ version: order.version, coment: 'x' }), 400, 'Bad Request'), /comment/);
}

async function readsFulfillment(api: Client<paths>, order: Order): Promise<void> {
  const process = await expectSuccess(api.GET('/api/process', { params: { query: { orderRef: order.id } } }));
  assert.equal(process.id, order.processId);
  const again = await expectSuccess(api.GET('/api/processes/{processId}', { params: { path: { processId: process.id } } }));
  assert.deepEqual(again, process);
  const plans = await expectSuccess(api.GET('/api/routingplans', { params: { query: { orderRef: order.id } } }));
  const plan = plans.routingPlans?.find(p => p.status === 'ROUTED');
  assert.ok(plan?.facilityRef, 'a plan is routed');
  const jobs = await expectSuccess(api.GET('/api/pickjobs', {
    params: { query: { orderRef: order.id, status: ['OPEN', 'IN_PROGRESS'], size: 10 } },
  }));
  const [job] = jobs.pickjobs ?? [];
  assert.ok(job, 'a pick job is open');
  const started = await expectSuccess(api.POST('/api/pickjobs/{pickJobId}/actions', {
    params: { path: { pickJobId: job.id } },
    body: { name: 'START', version: job.version },
  }));
  assert.equal(started.status, 'IN_PROGRESS');
  const read = await expectSuccess(api.GET('/api/pickjobs/{pickJobId}', { params: { path: { pickJobId: job.id } } }));
  assert.deepEqual(read, started);
}

async function managesStock(api: Client<paths>): Promise<void> {
  const facilities = await expectSuccess(api.GET('/api/facilities', { params: { query: { size: 1, status: ['ONLINE'] } } }));
  const facilityRef = facilities.facilities?.[0]?.id;
  assert.ok(facilityRef, 'a facility is online');
  const created = await expectSuccess(api.POST('/api/stocks', { body: { facilityRef, tenantArticleId: 'GENERATED-1', value: 5 } }));
  const path = { stockId: created.id };
  const set = await expectSuccess(api.PUT('/api/stocks/{stockId}', { params: { path }, body: { value: 7, version: created.version } }));
  assert.equal(set.value, 7);
  const list = await expectSuccess(api.GET('/api/stocks', {
    params: { query: { facilityRef, tenantArticleId: ['GENERATED-1', SHIRT], size: 5 } },
  }));
  assert.ok(list.stocks?.some(s => s.id === created.id));
  const removed = await api.DELETE('/api/stocks/{stockId}', { params: { path } });
  assert.equal(removed.response.status, 200);
}

async function signsIn(host: string): Promise<Session> {
  const session = new Session(host, 'demo');
  assert.match(await session.expectSignInFailure('admin@demo.emend', 'wrong'), /^[A-Z_]+/);
  await session.signIn('admin@demo.emend', 'demo-admin');
  for (const format of ['json', 'form', 'query'] as const) await session.refresh(format);
  return session;
}

const [host, document] = process.argv.slice(2);
assert.ok(host && document, 'node drive.js HOST DOCUMENT');
const validator = await ResponseValidator.read(document);
const api = createApiClient(host, await signsIn(host), (request, response) => validator.check(request, response));
const tenantOrderId = `GENERATED-${Date.now()}`;
const placed = await place(api, tenantOrderId);
await findsOrder(api, placed, tenantOrderId);
const modified = await modifies(api, placed);
await rejectsInvalidRequests(api, modified);
await readsFulfillment(api, modified);
await managesStock(api);
console.log(`${validator.count} responses, ${validator.findings.length} findings, ${validator.unknown} unknown to the document`);
for (const finding of validator.findings) console.log(finding);
process.exitCode = validator.findings.length > 0 ? 1 : 0;
