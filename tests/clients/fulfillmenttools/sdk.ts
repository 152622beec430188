import assert from 'node:assert/strict';
import * as sdk from '@fulfillmenttools/fulfillmenttools-sdk-typescript';

/**
 * Drives the methods of the vendor's library that concern orders and their fulfillment. The library has fixed hosts, so their requests go to
 * the server instead. Prints how many methods work, and why the others do not.
 */
const SHIRT = 'TSHIRT-W-2468';
const [host] = process.argv.slice(2);
assert.ok(host, 'node sdk.js HOST');

const send = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { pathname, search } = new URL(input instanceof Request ? input.url : input);
  return send(`${host}${pathname}${search}`, init);
};

const silent = { level: undefined, assert() {}, debug() {}, error() {}, info() {}, log() {}, trace() {}, warn() {} };
const api = new sdk.FftApiClient('demo', 'admin@demo.emend', 'demo-admin', 'demo', { getLogger: () => silent as never });
const carriers = new sdk.FftCarrierService(api);
const facilities = new sdk.FftFacilityService(api);
const handovers = new sdk.FftHandoverService(api);
const listings = new sdk.FftListingService(api);
const orders = new sdk.FftOrderService(api);
const parcels = new sdk.FftParcelService(api);
const pickJobs = new sdk.FftPickJobService(api);
const processes = new sdk.FftProcessService(api);
const project = new sdk.FftProjectService(api);
const plans = new sdk.FftRoutingPlanService(api);
const shipments = new sdk.FftShipmentService(api);
const stocks = new sdk.FftStockService(api);
const subscriptions = new sdk.FftSubscriptionService(api);

let working = 0;
const failed: string[] = [];

/** Counts a method as working if its call and the checks of its result succeed. */
async function works<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    const result = await call();
    working++;
    return result;
  } catch (error) {
    failed.push(`${method}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined as T;
  }
}

const number = (name: string) => `SDK-${name}-${Date.now()}`;

function draft(tenantOrderId: string, quantity = 1): never {
  return {
    tenantOrderId, orderDate: '2026-11-19T08:45:50.525Z', deliveryPreferences: { shipping: { serviceLevel: 'DELIVERY' } },
    consumer: {
      addresses: [{
        firstName: 'Sanne', lastName: 'de Vries', street: 'Prinsengracht', houseNumber: '263', postalCode: '1016 GV', city: 'Amsterdam',
        country: 'NL', addressType: 'POSTAL_ADDRESS',
      }],
    },
    orderLineItems: [{ article: { tenantArticleId: SHIRT, title: 'Shirt' }, quantity }],
  } as never;
}

const promise = (tenantOrderId: string) => ({
  ...(draft(tenantOrderId) as object), promisesOptions: { validUntil: new Date(Date.now() + 3_600_000).toISOString() },
}) as never;

async function jobOf(tenantOrderId: string) {
  const [found] = (await pickJobs.getByTenantOrderId(tenantOrderId)).pickjobs ?? [];
  assert.ok(found, 'the order has a pick job');
  return pickJobs.getById(found.id!);
}

async function driveFacilities(): Promise<string> {
  const all = await works('facilities.get', async () => {
    const page = await facilities.get({ size: '5' } as never);
    assert.ok(page.facilities?.length);
    return page.facilities;
  });
  const known = all[0]!;
  await works('facilities.getFacility', async () => assert.equal((await facilities.getFacility(known.id)).id, known.id));
  const tenantFacilityId = number('F');
  const created = await works('facilities.createFacility', () => facilities.createFacility({
    name: 'SDK', tenantFacilityId, status: 'ONLINE', locationType: 'STORE',
    address: { companyName: 'SDK', street: 'Dam', houseNumber: '1', postalCode: '1012 JS', city: 'Amsterdam', country: 'NL' },
  } as never));
  await works('facilities.getFacilityId', async () => assert.equal(await facilities.getFacilityId(tenantFacilityId), created.id));
  await works('facilities.getStrippedFacility', async () =>
    assert.equal((await facilities.getStrippedFacility(tenantFacilityId)).id, created.id));
  await works('facilities.updateFacility', async () => {
    const action = { action: 'ModifyFacility', name: 'SDK 2' } as never;
    assert.equal((await facilities.updateFacility(created.id!, action)).name, 'SDK 2');
  });
  const carrier = await api.post<{ id: string }>('carriers', { key: 'PARCELS', name: 'Parcels', status: 'ACTIVE' });
  await works('facilities.setCarrierForFacility', () => facilities.setCarrierForFacility(created.id!, carrier.id));
  await works('facilities.getDefaultPickingTimes', async () => assert.ok((await facilities.getDefaultPickingTimes())?.monday?.length));
  await works('facilities.disableShortPick', async () =>
    assert.equal((await facilities.disableShortPick(created.id!, 0, 0)).shortpick.active, false));
  await works('carriers.getAll', async () => assert.ok((await carriers.getAll()).carriers?.some(c => c.id === carrier.id)));
  await works('carriers.get', async () => assert.equal((await carriers.get(carrier.id)).key, 'PARCELS'));
  await works('carriers.getConfiguration', async () => assert.equal((await carriers.getConfiguration(carrier.id)).carrierRef, carrier.id));
  await driveListings(created.id!);
  await driveStocks(created.id!);
  await works('facilities.deleteFacility', async () => assert.equal(await facilities.deleteFacility(tenantFacilityId, true), created.id));
  return carrier.id;
}

async function driveListings(facility: string): Promise<void> {
  await works('listings.create', async () =>
    assert.ok(await listings.create(facility, { tenantArticleId: 'SDK-1', title: 'One', status: 'ACTIVE' } as never)));
  await works('listings.get', async () => assert.equal((await listings.get(facility, 'SDK-1'))?.tenantArticleId, 'SDK-1'));
  await works('listings.getAll', async () => assert.equal((await listings.getAll(facility)).listings?.length, 1));
  await works('listings.update', () => listings.update(facility, 'SDK-1', { action: 'ModifyListing', title: 'Uno' } as never));
  await works('listings.delete', () => listings.delete(facility, 'SDK-1'));
  await works('listings.deleteAll', () => listings.deleteAll(facility));
}

async function driveStocks(facilityRef: string): Promise<void> {
  const created = await works('stocks.createStock', () =>
    stocks.createStock({ facilityRef, tenantArticleId: 'SDK-1', value: 5 } as never));
  await works('stocks.getById', async () => assert.equal((await stocks.getById(created.id!)).value, 5));
  await works('stocks.getAll', async () => assert.equal((await stocks.getAll(facilityRef, ['SDK-1'])).stocks.length, 1));
  await works('stocks.updateById', async () =>
    assert.equal((await stocks.updateById(created.id!, { value: 7, version: created.version } as never)).value, 7));
  await works('stocks.upsertStocks', () =>
    stocks.upsertStocks({ stocks: ['SDK-2', 'SDK-3', 'SDK-4'].map(tenantArticleId => ({ facilityRef, tenantArticleId, value: 1 })) } as never));
  await works('stocks.getStockSummaries', async () => {
    const summaries = await stocks.getStockSummaries(
      10, undefined, ['SHIP_FROM_STORE'] as never, ['ONLINE'] as never, [facilityRef], true, ['SDK-1']);
    assert.equal(summaries.stockSummaries?.length, 1);
  });
  await works('stocks.getStockDistribution', async () =>
    assert.equal((await stocks.getStockDistribution('SDK-1')).tenantArticleId, 'SDK-1'));
  await works('stocks.deleteById', () => stocks.deleteById(created.id!));
  const rest = (await stocks.getAll(facilityRef)).stocks;
  await works('stocks.deleteByIds', () => stocks.deleteByIds([rest[0]!.id!]));
  await works('stocks.deleteByProducts', () => stocks.deleteByProducts(facilityRef, ['SDK-3']));
  await works('stocks.deleteByLocations', () => stocks.deleteByLocations(['location']));
  await works('stocks.moveToLocation', () => stocks.moveToLocation(rest[2]!.id!, 'location', 1));
  await stocks.deleteByProducts(facilityRef, ['SDK-2', 'SDK-3', 'SDK-4']).catch(() => undefined);
}

async function driveOrders(): Promise<void> {
  const tenantOrderId = number('O');
  const placed = await works('orders.create', () => orders.create(draft(tenantOrderId)));
  await works('orders.findBy', async () => assert.equal((await orders.findBy(placed.id!)).tenantOrderId, tenantOrderId));
  await works('orders.findByTenantOrderId', async () =>
    assert.equal((await orders.findByTenantOrderId(tenantOrderId))?.id, placed.id));
  await works('orders.cancel', async () => assert.equal((await orders.cancel(placed.id!, placed.version!)).status, 'CANCELLED'));
  const locked = await orders.create({ ...(draft(number('L')) as object), status: 'LOCKED' } as never);
  await works('orders.unlock', async () => assert.equal((await orders.unlock(locked.id!, locked.version!)).status, 'OPEN'));
  const promised = await works('orders.createPromise', async () => {
    const result = await orders.createPromise(promise(number('P')));
    assert.equal(result.shipToCustomer?.[0]?.lineItems[0]?.available, 1);
    return result;
  });
  const extended = await works('orders.extendPromise', () => orders.extendPromise(promised.orderRef, promised.orderVersion));
  await works('orders.confirmPromise', async () =>
    assert.equal((await orders.confirmPromise(promised.orderRef, extended.version!)).status, 'OPEN'));
}

async function drivePickJobs(carrier: string): Promise<void> {
  const tenantOrderId = number('J');
  const order = await orders.create(draft(tenantOrderId, 2));
  const job = await works('pickJobs.getByTenantOrderId', () => jobOf(tenantOrderId));
  await works('pickJobs.getById', async () => assert.equal((await pickJobs.getById(job.id!)).orderRef, order.id));
  await works('pickJobs.getAll', async () => {
    const page = await pickJobs.getAll({
      searchTerm: tenantOrderId, orderRef: order.id!, facilityRef: job.facilityRef, status: ['OPEN'] as never, tenantOrderId,
      channel: 'SHIPPING' as never, consumerName: 'vries', articleTitle: 'shirt', startOrderDate: '2026-11-19T00:00:00Z', size: 5,
      endOrderDate: '2026-11-20T00:00:00Z', orderBy: 'ORDER_DATE_ASC', pickJobRefs: [job.id!], shortId: job.shortId!,
    });
    assert.deepEqual(page.pickjobs?.map(j => j.id), [job.id]);
  });
  await works('pickJobs.getOpenPickJobsByFacilityRef', async () => {
    const page = await pickJobs.getOpenPickJobsByFacilityRef(job.facilityRef, new Date(0), new Date('2099-01-01'), 250);
    assert.ok(page.pickjobs?.some(j => j.id === job.id));
  });
  const modify = (...actions: object[]) => actions as never;
  const started = await works('pickJobs.update', async () => {
    const first = await pickJobs.update(job, modify({ action: 'ModifyPickJob', status: 'IN_PROGRESS' }));
    assert.equal(first.status, 'IN_PROGRESS');
    return pickJobs.update(first, modify({ action: 'ModifyPickLineItem', id: first.pickLineItems[0]!.id, picked: 2, status: 'CLOSED' }));
  });
  const reset = await works('pickJobs.reset', () => pickJobs.reset(job.id!, started.version!));
  const again = await works('pickJobs.restart', async () => {
    const begun = await pickJobs.updateAction(job.id!, reset.version!, 'START');
    return pickJobs.restart(job.id!, begun.version!);
  });
  await works('pickJobs.updateAction', async () =>
    assert.equal((await pickJobs.updateAction(job.id!, again.version!, 'PAUSE')).status, 'PAUSED'));
  await works('pickJobs.abort', async () => {
    const open = await jobOf((await orders.create(draft(number('A')))).tenantOrderId!);
    assert.equal((await pickJobs.abort(open.id!, open.version!)).status, 'ABORTED');
  });
  await works('pickJobs.obsolete', async () => {
    const open = await jobOf((await orders.create(draft(number('B')))).tenantOrderId!);
    assert.equal((await pickJobs.obsolete(open.id!, open.version!)).status, 'OBSOLETE');
  });
  await driveShipping(carrier);
}

async function pick(tenantOrderId: string, carrier: string) {
  await orders.create(draft(tenantOrderId));
  const job = await jobOf(tenantOrderId);
  await api.post(`facilities/${job.facilityRef}/carriers/${carrier}`, {}).catch(() => undefined);
  const started = await pickJobs.updateAction(job.id!, job.version!, 'START');
  const picked = await pickJobs.update(started, [{ action: 'ModifyPickLineItem', id: job.pickLineItems[0]!.id, picked: 1 }] as never);
  return pickJobs.updateAction(job.id!, picked.version!, 'CLOSE');
}

async function driveShipping(carrier: string): Promise<void> {
  const job = await pick(number('H'), carrier);
  const handover = await works('handovers.findByPickJobRef', async () => {
    const found = (await handovers.findByPickJobRef(job.id!)).handoverjobs ?? [];
    assert.equal(found.length, 1);
    return found[0]!;
  });
  await works('handovers.findById', async () => assert.equal((await handovers.findById(handover.id!)).pickJobRef, job.id));
  const shipment = await works('shipments.findByPickJobId', async () => {
    const page = await shipments.findByPickJobId(job.id!) as unknown as { shipments: { id: string }[] };
    assert.equal(page.shipments.length, 1);
    return page.shipments[0]!;
  });
  await works('shipments.findById', async () => assert.equal((await shipments.findById(shipment.id)).pickJobRef, job.id));
  const requested = await works('shipments.createParcel', () => shipments.createParcel(shipment.id, {} as never));
  const labeled = await works('parcels.findById', async () => {
    let parcel = await parcels.findById(requested.id!);
    while (parcel.status === 'PROCESSING') {
      await new Promise(resolve => setTimeout(resolve, 50));
      parcel = await parcels.findById(requested.id!);
    }

    assert.equal(parcel.status, 'DONE');
    return parcel;
  });
  await works('parcels.findMultiple', async () => assert.equal((await parcels.findMultiple([labeled.id!])).length, 1));
  await works('parcels.getLabel', async () => {
    for (const document of ['send.pdf', 'all.pdf'])
      assert.equal((await parcels.getLabel(labeled.id!, document as never)).subarray(0, 5).toString(), '%PDF-');
  });
  await driveProcess(job, handover.id!, shipment.id);
  await works('handovers.markAsHandedOver', async () =>
    assert.equal((await handovers.markAsHandedOver(handover.id!, handover.version!)).status, 'HANDED_OVER'));
  await works('handovers.cancel', async () => {
    const other = await pick(number('C'), carrier);
    const [open] = (await handovers.findByPickJobRef(other.id!)).handoverjobs ?? [];
    assert.equal((await handovers.cancel(open!.id!, open!.version!, 'CONSUMER_NO_SHOW' as never)).status, 'CANCELED');
  });
}

async function driveProcess(job: sdk.PickJob, handoverJobRef: string, shipmentRef: string): Promise<void> {
  await works('processes.getById', async () => assert.equal((await processes.getById(job.processId!)).id, job.processId));
  await works('processes.get', async () => {
    for (const reference of [{ orderRef: job.orderRef! }, { tenantOrderId: job.tenantOrderId! }, { pickJobRef: job.id! }, { handoverJobRef },
      { shipmentRef }])
      assert.equal((await processes.get(reference)).id, job.processId);
  });
  const rerouted = await orders.create(draft(number('R')));
  await api.post(`processes/${rerouted.processId}/reroute?version=1`, {}).catch(() => undefined);
  const all = await works('plans.getByOrderRef', async () => {
    const found = (await plans.getByOrderRef(rerouted.id!)).routingPlans ?? [];
    assert.ok(found.length > 0);
    return found;
  });
  await works('plans.getById', async () => assert.equal((await plans.getById(all.at(-1)!.id)).orderRef, rerouted.id));
  await works('plans.getDecisionLogForRoutingPlan', async () =>
    assert.equal((await plans.getDecisionLogForRoutingPlan(all.at(-1)!.id)).routingRun, 1));
}

async function driveProject(): Promise<void> {
  await works('project.getSupportedLocales', async () => assert.ok((await project.getSupportedLocales()).includes('en_US')));
  await works('project.getSupportedEvents', async () => assert.ok((await project.getSupportedEvents()).includes('ORDER_MODIFIED')));
  const created = await works('subscriptions.createSubscription', () => subscriptions.createSubscription({
    name: 'sdk', event: 'ORDER_MODIFIED', target: { type: 'WEBHOOK', callbackUrl: 'http://127.0.0.1:9/' },
  } as never));
  await works('subscriptions.getSubscriptions', async () =>
    assert.ok((await subscriptions.getSubscriptions()).subscriptions?.some(s => s.id === created.id)));
  await works('subscriptions.deleteSubscription', () => subscriptions.deleteSubscription(created.id!));
}

const carrier = await driveFacilities();
await driveOrders();
await drivePickJobs(carrier);
await driveProject();
console.log(`${working} of ${working + failed.length} methods work`);
for (const line of failed) console.log(line);
