namespace Emend.IntegrationTests.Architecture;

internal static partial class SampleRequests
{
    /// <summary>The sample requests of the native API.</summary>
    private static IReadOnlyDictionary<string, SampleRequest> Native => new Dictionary<string, SampleRequest>(StringComparer.Ordinal)
    {
        ["POST /emend/v1/orders"] = new("/emend/v1/orders", """{"lines":[{"article":"MUG-E-1207","quantity":1}]}"""),
        ["GET /emend/v1/orders"] = new("/emend/v1/orders?size=1"),
        ["POST /emend/v1/orders/search"] = new("/emend/v1/orders/search", "{}"),
        ["GET /emend/v1/orders/{orderId}"] = new("/emend/v1/orders/{order}"),
        ["GET /emend/v1/orders/{orderId}/diff"] = new("/emend/v1/orders/{order}/diff?from=1"),
        ["POST /emend/v1/orders/{orderId}/modifications"] = new(Modifications, Wanted),
        ["POST /emend/v1/orders/{orderId}/modifications/preview"] = new(Modifications + "/preview", Wanted),
        ["GET /emend/v1/orders/{orderId}/modifications"] = new(Modifications),
        ["GET /emend/v1/orders/{orderId}/modifications/{revision}"] = new(Modifications + "/1"),
        ["POST /emend/v1/orders/{orderId}/modifications/{revision}/undo"] = new(Modifications + "/2/undo", "{}"),
        ["POST /emend/v1/orders/{orderId}/modifications/{revision}/undo/preview"] = new(Modifications + "/2/undo/preview", "{}"),
        ["POST /emend/v1/bulk-jobs"] = new("/emend/v1/bulk-jobs", Many),
        ["GET /emend/v1/bulk-jobs"] = new("/emend/v1/bulk-jobs"),
        ["GET /emend/v1/bulk-jobs/{jobId}"] = new("/emend/v1/bulk-jobs/{bulk}"),
        ["GET /emend/v1/bulk-jobs/{jobId}/results"] = new("/emend/v1/bulk-jobs/{bulk}/results"),
        ["POST /emend/v1/bulk-jobs/{jobId}/pause"] = new("/emend/v1/bulk-jobs/{bulk}/pause"),
        ["POST /emend/v1/bulk-jobs/{jobId}/resume"] = new("/emend/v1/bulk-jobs/{bulk}/resume"),
        ["POST /emend/v1/bulk-jobs/{jobId}/cancel"] = new("/emend/v1/bulk-jobs/{bulk}/cancel"),
        ["GET /emend/v1/events"] = new("/emend/v1/events?size=1"),
        ["GET /emend/v1/orders/{orderId}/actions"] = new("/emend/v1/orders/{order}/actions"),
        ["GET /emend/v1/policies"] = new("/emend/v1/policies"),
        ["GET /emend/v1/policies/{name}"] = new("/emend/v1/policies/one"),
        ["PUT /emend/v1/policies/{name}"] = new("/emend/v1/policies/new", Variant),
        ["DELETE /emend/v1/policies/{name}"] = new("/emend/v1/policies/one"),
        ["GET /emend/v1/policies/{name}/versions"] = new("/emend/v1/policies/one/versions"),
        ["GET /emend/v1/policies/{name}/versions/{version}"] = new("/emend/v1/policies/one/versions/1"),
        ["POST /emend/v1/policies/{name}/simulate"] = new("/emend/v1/policies/fulfillmenttools/simulate", "{}"),
        ["GET /emend/v1/policies/assignments"] = new("/emend/v1/policies/assignments"),
        ["PUT /emend/v1/policies/assignments"] = new("/emend/v1/policies/assignments", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/cancel-order"] = new(Actions + "cancel-order", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/cancel-order/preview"] = new(Actions + "cancel-order/preview", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/force-cancel-order"] = new(Actions + "force-cancel-order", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/force-cancel-order/preview"] = new(Actions + "force-cancel-order/preview", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/assign-order"] = new(Actions + "assign-order", Assigned),
        ["POST /emend/v1/orders/{orderId}/actions/assign-order/preview"] = new(Actions + "assign-order/preview", Assigned),
        ["POST /emend/v1/orders/{orderId}/actions/reroute-order"] = new(Actions + "reroute-order", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/reroute-order/preview"] = new(Actions + "reroute-order/preview", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/reroute-unroutable"] = new(Actions + "reroute-unroutable", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/reroute-unroutable/preview"] = new(Actions + "reroute-unroutable/preview", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/task-reroute"] = new(Actions + "task-reroute", Tasked),
        ["POST /emend/v1/orders/{orderId}/actions/task-reroute/preview"] = new(Actions + "task-reroute/preview", Tasked),
        ["POST /emend/v1/orders/{orderId}/actions/pick-job"] = new(Actions + "pick-job", """{"type":"start","pickJob":"{job}"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/pick-job/preview"] = new(
            Actions + "pick-job/preview", """{"type":"start","pickJob":"{job}"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/handover-job"] = new(
            PackedActions + "handover-job", """{"type":"wait","handoverJob":"{handover}"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/handover-job/preview"] = new(
            PackedActions + "handover-job/preview", """{"type":"wait","handoverJob":"{handover}"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/shipping-label"] = new(
            PackedActions + "shipping-label", """{"type":"request","parcel":"{parcel}"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/shipping-label/preview"] = new(
            PackedActions + "shipping-label/preview", """{"type":"request","parcel":"{parcel}"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/carrier-change"] = new(
            PackedActions + "carrier-change", """{"shipment":"{shipment}","carrier":"none"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/carrier-change/preview"] = new(
            PackedActions + "carrier-change/preview", """{"shipment":"{shipment}","carrier":"none"}"""),
        ["POST /emend/v1/orders/{orderId}/actions/target-time"] = new(PackedActions + "target-time", Targeted),
        ["POST /emend/v1/orders/{orderId}/actions/target-time/preview"] = new(PackedActions + "target-time/preview", Targeted),
        ["POST /emend/v1/orders/{orderId}/actions/remove-reservations"] = new(
            "/emend/v1/orders/{reservedOrder}/actions/remove-reservations", Removed),
        ["POST /emend/v1/orders/{orderId}/actions/remove-reservations/preview"] = new(
            "/emend/v1/orders/{reservedOrder}/actions/remove-reservations/preview", Removed),
        ["POST /emend/v1/orders/{orderId}/actions/unlock-order"] = new(Actions + "unlock-order", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/unlock-order/preview"] = new(Actions + "unlock-order/preview", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/confirm-promise"] = new(Actions + "confirm-promise", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/confirm-promise/preview"] = new(Actions + "confirm-promise/preview", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/extend-promise"] = new(Actions + "extend-promise", "{}"),
        ["POST /emend/v1/orders/{orderId}/actions/extend-promise/preview"] = new(Actions + "extend-promise/preview", "{}"),
        ["GET /emend/v1/return-tasks"] = new("/emend/v1/return-tasks?size=1"),
        ["GET /emend/v1/return-tasks/{taskId}"] = new("/emend/v1/return-tasks/{task}"),
        ["POST /emend/v1/return-tasks/{taskId}/actions"] = new("/emend/v1/return-tasks/{task}/actions", """{"type":"close"}"""),
        ["GET /emend/v1/credentials"] = new("/emend/v1/credentials"),
        ["POST /emend/v1/credentials"] = new("/emend/v1/credentials", """{"name":"new","roles":[{"role":"NOTHING"}]}"""),
        ["GET /emend/v1/credentials/{credentialId}"] = new("/emend/v1/credentials/{credential}"),
        ["POST /emend/v1/credentials/{credentialId}/rotate"] = new("/emend/v1/credentials/{credential}/rotate", "{}"),
        ["DELETE /emend/v1/credentials/{credentialId}"] = new("/emend/v1/credentials/{credential}"),
        ["GET /emend/v1/users/{userId}"] = new("/emend/v1/users/{second}"),
        ["PATCH /emend/v1/users/{userId}"] = new("/emend/v1/users/{second}", """{"active":true}"""),
        ["DELETE /emend/v1/users/{userId}/lockout"] = new("/emend/v1/users/{second}/lockout"),
        ["GET /emend/v1/audit"] = new("/emend/v1/audit"),
        ["GET /emend/v1/parcels/{parcelId}/label"] = new("/emend/v1/parcels/{parcel}/label"),
        ["GET /emend/v1/subscriptions"] = new("/emend/v1/subscriptions"),
        ["POST /emend/v1/subscriptions"] = new("/emend/v1/subscriptions", """{"name":"new","callbackUrl":"http://127.0.0.1:9/"}"""),
        ["DELETE /emend/v1/subscriptions/{subscriptionId}"] = new("/emend/v1/subscriptions/{unused}"),
        ["GET /emend/v1/subscriptions/{subscriptionId}/deliveries"] = new("/emend/v1/subscriptions/{kept}/deliveries"),
        ["POST /emend/v1/subscriptions/{subscriptionId}/replay"] = new(
            "/emend/v1/subscriptions/{kept}/replay", """{"from":"2026-01-01T00:00:00Z"}"""),
        ["GET /emend/v1/outbox"] = new("/emend/v1/outbox?size=1"),
        ["GET /emend/v1/orders/{orderId}/outbox/{position}"] = new("/emend/v1/orders/{packed}/outbox/{effect}"),
        ["POST /emend/v1/orders/{orderId}/outbox/{position}/replay"] = new(
            "/emend/v1/orders/{packed}/outbox/{effect}/replay", "{}"),
        ["GET /emend/v1/subscriptions/{subscriptionId}/secret"] = new("/emend/v1/subscriptions/{kept}/secret"),
        ["POST /emend/v1/subscriptions/{subscriptionId}/secret/rotate"] = new("/emend/v1/subscriptions/{kept}/secret/rotate", "{}"),
    };
}
