using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Architecture;

/// <summary>Every fulfillment action against every permission: allowed exactly as the rule sets specify.</summary>
public sealed class ActionPermissionMatrixTests : IAsyncLifetime
{
    /// <summary>Each action and its permission, from docs/rules.</summary>
    private static readonly (string Method, string Path, string Body, string Permission)[] Actions =
    [
        ("POST", "/emend/v1/orders/{order}/actions/cancel-order/preview", "{}", "ORDER_CANCEL"),
        ("POST", "/emend/v1/orders/{order}/actions/force-cancel-order/preview", "{}", "ORDER_FORCE_CANCEL"),
        ("POST", "/emend/v1/orders/{order}/actions/assign-order/preview", """{"facility":"{berlin}"}""", "PROCESS_WRITE"),
        ("POST", "/emend/v1/orders/{order}/actions/reroute-order/preview", "{}", "PROCESS_REROUTE"),
        ("POST", "/emend/v1/orders/{order}/actions/reroute-unroutable/preview", "{}", "ROUTING_WRITE or PROCESS_REROUTE"),
        ("POST", "/emend/v1/orders/{order}/actions/task-reroute/preview", """{"pickJob":"{job}"}""", "ROUTING_WRITE"),
        ("POST", "/emend/v1/orders/{order}/actions/pick-job/preview", """{"type":"start","pickJob":"{job}"}""", "PICKJOB_WRITE"),
        ("POST", "/emend/v1/orders/{packed}/actions/handover-job/preview",
            """{"type":"cancel","handoverJob":"{handover}","reason":"consumerNoShow"}""", "HANDOVERJOB_WRITE"),
        ("POST", "/emend/v1/orders/{packed}/actions/shipping-label/preview", """{"type":"request","parcel":"{parcel}"}""", "PARCEL_WRITE"),
        ("POST", "/emend/v1/orders/{packed}/actions/carrier-change/preview",
            """{"shipment":"{shipment}","carrier":"PARCELS"}""", "SHIPMENT_WRITE"),
        ("POST", "/emend/v1/orders/{packed}/actions/target-time/preview",
            """{"shipment":"{shipment}","targetTime":"2099-01-01T10:00:00Z"}""", "SHIPMENT_WRITE"),
        ("POST", "/api/shipments/{shipment}/actions",
            """{"name":"ADD_TARGET_TIME","version":99,"targetTime":"2099-01-01T10:00:00Z"}""", "SHIPMENT_WRITE"),
        ("PATCH", "/api/parcels/{parcel}", """{"version":99,"actions":[{"action":"ModifyParcel","status":"CANCELED"}]}""", "PARCEL_WRITE"),
        ("POST", "/api/parcels/{parcel}/actions", """
            {"name":"UPDATE_TRACKING_DATA","version":99,
             "trackingData":[{"type":"SEND_LABEL","status":"PICKED_UP","trackingNumber":"EXT-1"}]}
            """, "PARCEL_WRITE"),
        ("POST", "/api/parcels/{parcel}/actions",
            """{"name":"SPLIT_LINES_PARCEL","version":99,"splitItemsInfo":[{"itemId":"a","quantity":1}]}""", "PARCEL_WRITE"),
        ("POST", "/emend/v1/orders/{order}/actions/remove-reservations/preview", """{"reduceStock":true}""", "RESERVATION_WRITE"),
        ("POST", "/emend/v1/orders/{order}/actions/unlock-order/preview", "{}", "ORDER_UNLOCK"),
        ("POST", "/emend/v1/orders/{order}/actions/confirm-promise/preview", "{}", "ORDER_WRITE"),
        ("POST", "/emend/v1/orders/{order}/actions/extend-promise/preview", "{}", "ORDER_WRITE"),
        ("POST", "/emend/v1/return-tasks/{task}/actions", """{"type":"restock","lines":[{"line":"none","quantity":1}]}""", "PICKJOB_WRITE"),
        ("POST", "/api/orders/{order}/actions", """{"name":"CANCEL","version":99}""", "ORDER_CANCEL"),
        ("POST", "/api/orders/{order}/actions", """{"name":"FORCE_CANCEL","version":99}""", "ORDER_FORCE_CANCEL"),
        ("POST", "/api/orders/{order}/actions", """{"name":"UNLOCK","version":99}""", "ORDER_UNLOCK"),
        ("POST", "/api/orders/{order}/actions", """{"name":"CONFIRM_PROMISE","version":99}""", "ORDER_WRITE"),
        ("POST", "/api/orders/{order}/actions", """{"name":"EXTEND_PROMISE","version":99}""", "ORDER_WRITE"),
        ("POST", "/api/processes/{process}/actions",
            """{"name":"ASSIGN_FACILITY_TO_PROCESS","version":99,"facilityRef":"{berlin}"}""", "PROCESS_WRITE"),
        ("POST", "/api/processes/{process}/reroute?version=99", "", "PROCESS_REROUTE"),
        ("PATCH", "/api/pickjobs/{job}", """{"version":99,"actions":[{"action":"ModifyPickJob","status":"REJECTED"}]}""", "ROUTING_WRITE"),
        ("PATCH", "/api/routingplans/{plan}",
            """{"version":99,"actions":[{"action":"ModifyRoutingPlan","status":"RETRYABLE"}]}""", "ROUTING_WRITE or PROCESS_REROUTE"),
        ("PATCH", "/api/routingplans/{plan}",
            """{"version":99,"actions":[{"action":"ModifyRoutingPlan","facilityRef":"{berlin}"}]}""", "PROCESS_WRITE"),
        ("POST", "/api/handoverjobs/{handover}/actions",
            """{"name":"CANCEL","version":99,"payload":{"handoverJobCancelReason":"CONSUMER_NO_SHOW"}}""", "HANDOVERJOB_WRITE"),
        ("POST", "/api/handoverjobs/{handover}/actions", """{"name":"FINISH_HANDOVER_JOB","version":99}""", "HANDOVERJOB_WRITE"),
        ("PATCH", "/api/handoverjobs/{handover}",
            """{"version":99,"actions":[{"action":"ModifyHandoverjob","status":"OPEN"}]}""", "HANDOVERJOB_WRITE"),
        ("POST", "/api/routing/commands/reroute", """{"orderRefs":["{order}"]}""", "ROUTING_WRITE"),
    ];

    private static readonly (string Method, string Path, string Body, string Permission)[] OnPickLines =
    [
        ("POST", "/emend/v1/orders/{order}/actions/pick-job/preview",
            """{"type":"merge","pickJob":"{job}","parts":["one","two"]}""", "PICKJOB_WRITE"),
        ("POST", "/api/pickjobs/{job}/actions",
            """{"name":"SPLIT_LINE_ITEMS_PICK_JOB","version":99,"splitLineItemsInfo":[{"lineItemId":"a","quantity":1,"picked":0}]}""",
            "PICKJOB_WRITE"),
    ];

    private readonly ActorWithPermissions _actorWithPermissions = new();
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(services => services.AddSingleton<IActorResolver>(_actorWithPermissions));
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Each_action_is_allowed_with_its_permission_only()
    {
        var ids = await Ids();
        var wrong = new List<string>();
        foreach (var (method, path, body, needed) in (IEnumerable<(string, string, string, string)>)[.. Actions, .. OnPickLines])
        {
            foreach (var permission in Permissions.InOrder)
            {
                _actorWithPermissions.Worn = new[] { permission }.ToFrozenSet();
                var answer = await _client.Send(new(method), Filled(path), Filled(body));
                var open = answer.Status is not (401 or 403);
                if (open != needed.Split(" or ").Contains(permission) || answer.Status is 404 or 400 or >= 500)
                {
                    wrong.Add($"{method} {path} {body} with {permission} alone: {answer.Status} {answer.Text}");
                }
            }
        }

        RuleFindings.MustBeNone(wrong);

        string Filled(string text) =>
            ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
    }

    private async Task<Dictionary<string, string>> Ids()
    {
        var order = await _client.Place(("SOCKS-5-1001", 1));
        var begun = await _client.Place(("SOCKS-5-1001", 1));
        var job = await FindPickJob(begun);
        await _client.Post($"/api/pickjobs/{job}/actions", """{"name":"START","version":1}""");
        await _client.Post(
            $"/api/pickjobs/{job}/actions",
            $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{begun["orderLineItems"]![0]!["id"]}}","picked":1}]}""");
        await _client.Post($"/api/pickjobs/{job}/actions", """{"name":"ABORT","version":3}""");
        var (handover, shipment) = await PickedOrder.Create(_client);
        return new(StringComparer.Ordinal)
        {
            ["handover"] = (string)handover["id"]!,
            ["packed"] = (string)handover["orderRef"]!,
            ["shipment"] = (string)shipment["id"]!,
            ["parcel"] = (string)shipment["parcels"]![0]!["parcelRef"]!,
            ["order"] = (string)order["id"]!,
            ["process"] = (string)order["processId"]!,
            ["job"] = await FindPickJob(order),
            ["plan"] = (string)(await _client.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["id"]!,
            ["task"] = (string)(await _client.Get("/emend/v1/return-tasks"))["returnTasks"][0]!["id"]!,
            ["berlin"] = (string)(await _client.Get("/api/facilities/urn:fft:facility:tenantFacilityId:DE-BER-DC"))["id"]!,
        };
    }

    private async Task<string> FindPickJob(JsonNode order) =>
        (string)(await _client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"]!;

    private sealed class ActorWithPermissions : IActorResolver
    {
        public FrozenSet<string> Worn { get; set; } = Permissions.All;

        public ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct) => Find(caller, ct);

        public ValueTask<Actor?> Find(Caller caller, CancellationToken ct) => new(new Actor(caller.User, "Somebody", Worn, []));
    }
}
