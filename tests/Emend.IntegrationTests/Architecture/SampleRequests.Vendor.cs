using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Architecture;

internal static partial class SampleRequests
{
    /// <summary>The sample requests of the fulfillmenttools API.</summary>
    private static IReadOnlyDictionary<string, SampleRequest> Vendor => new Dictionary<string, SampleRequest>(StringComparer.Ordinal)
    {
        ["POST /api/orders"] = new("/api/orders", FulfillmenttoolsTestClient.Order(("JEANS-B-2605", 1))),
        ["POST /api/orders/search"] = new("/api/orders/search", """{"query":{}}"""),
        ["POST /api/processes/search"] = new("/api/processes/search", """{"query":{}}"""),
        ["POST /api/routingplans/search"] = new("/api/routingplans/search", """{"query":{}}"""),
        ["POST /api/handoverjobs/search"] = new("/api/handoverjobs/search", """{"query":{}}"""),
        ["POST /api/shipments/search"] = new("/api/shipments/search", """{"query":{}}"""),
        ["POST /api/parcels/search"] = new("/api/parcels/search", """{"query":{}}"""),
        ["POST /api/stocks/search"] = new("/api/stocks/search", """{"query":{}}"""),
        ["POST /api/facilities/search"] = new("/api/facilities/search", """{"query":{}}"""),
        ["POST /api/users/search"] = new("/api/users/search", """{"query":{}}"""),
        ["POST /api/pickjobs/search"] = new("/api/pickjobs/search", """{"query":{}}"""),
        ["POST /api/reservations/search"] = new("/api/reservations/search", """{"query":{}}"""),
        ["POST /api/orders/actions"] = new(
            "/api/orders/actions", """{"name":"BULK_FORCE_CANCEL","orders":[{"orderId":"none","version":1}]}"""),
        ["GET /api/orders"] = new("/api/orders?size=1"),
        ["POST /api/orders/{orderId}/actions"] = new("/api/orders/{order}/actions", """{"name":"CANCEL","version":1}"""),
        ["POST /api/processes/{processId}/actions"] = new(
            "/api/processes/{process}/actions", """{"name":"ASSIGN_FACILITY_TO_PROCESS","version":1,"facilityRef":"{facility}"}"""),
        ["POST /api/processes/{processId}/reroute"] = new("/api/processes/{process}/reroute?version=1"),
        ["PATCH /api/pickjobs/{pickJobId}"] = new(
            "/api/pickjobs/{job}", """{"version":1,"actions":[{"action":"ModifyPickJob","status":"REJECTED"}]}"""),
        ["PATCH /api/routingplans/{routingplanId}"] = new(
            "/api/routingplans/{plan}", """{"version":1,"actions":[{"action":"ModifyRoutingPlan","status":"RETRYABLE"}]}"""),
        ["POST /api/routing/commands/reroute"] = new("/api/routing/commands/reroute", """{"orderRefs":["{order}"]}"""),
        ["POST /api/processes/retrynotroutable"] = new("/api/processes/retrynotroutable"),
        ["GET /api/cancelationreasons"] = new("/api/cancelationreasons"),
        ["POST /api/cancelationreasons"] = new("/api/cancelationreasons", Reason("New")),
        ["GET /api/cancelationreasons/{cancelationReasonId}"] = new("/api/cancelationreasons/{reason}"),
        ["PUT /api/cancelationreasons/{cancelationReasonId}"] = new(
            "/api/cancelationreasons/{reason}", """{"version":1,"reason":"Other","reasonLocalized":{}}"""),
        ["DELETE /api/cancelationreasons/{cancelationReasonId}"] = new("/api/cancelationreasons/{reason}"),
        ["GET /api/reroutedescriptions"] = new("/api/reroutedescriptions"),
        ["POST /api/reroutedescriptions"] = new("/api/reroutedescriptions", Reason("New")),
        ["GET /api/reroutedescriptions/{rerouteDescriptionId}"] = new("/api/reroutedescriptions/{description}"),
        ["PUT /api/reroutedescriptions/{rerouteDescriptionId}"] = new(
            "/api/reroutedescriptions/{description}", """{"version":1,"reason":"Other","reasonLocalized":{}}"""),
        ["DELETE /api/reroutedescriptions/{rerouteDescriptionId}"] = new("/api/reroutedescriptions/{description}"),
        ["GET /api/configurations/ordercancelation"] = new("/api/configurations/ordercancelation"),
        ["PUT /api/configurations/ordercancelation"] = new(
            "/api/configurations/ordercancelation", """{"version":1,"allowForceCancelOrder":true}"""),
        ["GET /api/orders/{orderId}"] = new("/api/orders/{order}"),
        ["PATCH /api/orders/{orderId}"] = new("/api/orders/{order}", """{"version":1,"preferredHandlingTime":"2099-12-24T10:00:00Z"}"""),
        ["POST /api/orders/{orderId}/orderlineitems/{orderLineItemId}/actions"] = new(
            "/api/orders/{order}/orderlineitems/{line}/actions",
            """{"name":"UPDATE_CUSTOM_ATTRIBUTES","version":1,"customAttributes":{"gift":true}}"""),
        ["GET /api/processes/{processId}/historylogs"] = new("/api/processes/{process}/historylogs"),
        ["GET /api/processes/{processId}"] = new("/api/processes/{process}"),
        ["GET /api/process"] = new("/api/process?orderRef={order}"),
        ["GET /api/routingplans"] = new("/api/routingplans?orderRef={order}"),
        ["GET /api/routingplans/{routingplanId}"] = new("/api/routingplans/{plan}"),
        ["GET /api/pickjobs"] = new("/api/pickjobs"),
        ["GET /api/pickjobs/{pickJobId}"] = new("/api/pickjobs/{job}"),
        ["POST /api/pickjobs/{pickJobId}/actions"] = new("/api/pickjobs/{job}/actions", """{"name":"START","version":1}"""),
        ["GET /api/reservations"] = new("/api/reservations"),
        ["GET /api/reservations/{reservationId}"] = new("/api/reservations/{reservation}"),
        ["POST /api/pickjobs"] = new(
            "/api/pickjobs",
            """
            {"orderDate":"2026-05-04T12:00:00Z","facilityRef":"{facility}",
             "pickLineItems":[{"quantity":1,"article":{"tenantArticleId":"MUG-E-1207","title":"Mug"}}]}
            """),
        ["POST /api/reservations/actions"] = new(
            "/api/reservations/actions",
            """{"name":"REMOVE_RESERVATIONS_KEEP_STOCKS","reservationSelector":{"reservationRefs":["{reserved}"]}}"""),
        ["POST /api/facilities"] = new(
            "/api/facilities",
            """
            {"name":"New","address":{"companyName":"N","street":"Damrak","houseNumber":"1","postalCode":"1012 LG","city":"Amsterdam",
             "country":"NL"}}
            """),
        ["GET /api/facilities"] = new("/api/facilities"),
        ["GET /api/facilities/{facilityId}"] = new("/api/facilities/{facility}"),
        ["PATCH /api/facilities/{facilityId}"] = new("/api/facilities/{facility}", """{"version":1,"name":"Other"}"""),
        ["POST /api/stocks"] = new("/api/stocks", """{"facilityRef":"{facility}","tenantArticleId":"NEW","value":1}"""),
        ["GET /api/stocks"] = new("/api/stocks?size=1"),
        ["PUT /api/stocks"] = new("/api/stocks", """{"stocks":[{"facilityRef":"{facility}","tenantArticleId":"NEW","value":1}]}"""),
        ["POST /api/stocks/actions"] = new("/api/stocks/actions", """{"action":{"name":"DELETE_BY_IDS","ids":["none"]}}"""),
        ["GET /api/stocks/summaries"] = new("/api/stocks/summaries?size=1"),
        ["GET /api/articles/{tenantArticleId}/stockdistribution"] = new("/api/articles/TSHIRT-W-2468/stockdistribution"),
        ["DELETE /api/facilities/{facilityId}"] = new("/api/facilities/{facility}"),
        ["GET /api/facilities/{facilityId}/listings"] = new("/api/facilities/{facility}/listings"),
        ["PUT /api/facilities/{facilityId}/listings"] = new(
            "/api/facilities/{facility}/listings", """{"listings":[{"tenantArticleId":"LISTED-3"}]}"""),
        ["DELETE /api/facilities/{facilityId}/listings"] = new("/api/facilities/urn:fft:facility:tenantFacilityId:DE-BER-DC/listings"),
        ["GET /api/facilities/{facilityId}/listings/{tenantArticleId}"] = new("/api/facilities/{facility}/listings/LISTED-1"),
        ["PATCH /api/facilities/{facilityId}/listings/{tenantArticleId}"] = new(
            "/api/facilities/{facility}/listings/LISTED-1",
            """{"version":1,"actions":[{"action":"ModifyListing","status":"INACTIVE"}]}"""),
        ["DELETE /api/facilities/{facilityId}/listings/{tenantArticleId}"] = new("/api/facilities/{facility}/listings/LISTED-2"),
        ["GET /api/stocks/{stockId}"] = new("/api/stocks/{stock}"),
        ["PUT /api/stocks/{stockId}"] = new("/api/stocks/{stock}", """{"value":700}"""),
        ["DELETE /api/stocks/{stockId}"] = new("/api/stocks/{stock}"),
        ["GET /api/configurations/ordermodification"] = new("/api/configurations/ordermodification"),
        ["PUT /api/configurations/ordermodification"] = new(
            "/api/configurations/ordermodification", """{"version":1,"allowOrderLineItemModification":true}"""),
        ["GET /api/users"] = new("/api/users"),
        ["POST /api/users"] = new("/api/users", User("new@demo.emend")),
        ["GET /api/users/{userId}"] = new("/api/users/{user}"),
        ["GET /api/users/{userId}/permissions"] = new("/api/users/{user}/permissions"),
        ["PATCH /api/users/{userId}"] = new(
            "/api/users/{user}", """{"version":1,"actions":[{"action":"ModifyUser","firstname":"Other"}]}"""),
        ["DELETE /api/users/{userId}"] = new("/api/users/{user}"),
        ["GET /api/users/me/effectivepermissions"] = new("/api/users/me/effectivepermissions"),
        ["POST /api/users/me/actions"] = new("/api/users/me/actions", """{"action":"ModifyMe","firstname":"Other"}"""),
        ["GET /api/configurations/gdpr"] = new("/api/configurations/gdpr"),
        ["PUT /api/configurations/gdpr"] = new("/api/configurations/gdpr", """{"version":0,"retentionTime":30}"""),
        ["GET /api/configurations/supportedlocales"] = new("/api/configurations/supportedlocales"),
        ["GET /api/carriers/{carrierId}/configuration"] = new("/api/carriers/{carrier}/configuration"),
        ["GET /api/configurations/pickingtimes"] = new("/api/configurations/pickingtimes"),
        ["GET /api/processes"] = new("/api/processes?size=1"),
        ["PATCH /api/processes/{processId}"] = new(
            "/api/processes/{process}",
            """{"version":1,"actions":[{"action":"UpdateGdprCleanupDateAction","gdprCleanupDate":"2099-01-01"}]}"""),
        ["PUT /api/facilities/{facilityId}"] = new("/api/facilities/{facility}", """
            {"version":1,"name":"Other","address":{
              "companyName":"A","street":"B","houseNumber":"1","postalCode":"1012 LG","city":"Amsterdam","country":"NL"}}
            """),
        ["POST /api/promises/deliverypromise"] = new("/api/promises/deliverypromise", """
            {"orderDate":"2026-11-19T08:45:50.525Z","promisesOptions":{"validUntil":"2020-01-01T00:00:00Z"},"consumer":{},
             "orderLineItems":[{"quantity":1,"article":{"tenantArticleId":"JEANS-B-2605","title":"Jeans"}}]}
            """),
        ["GET /api/permissions"] = new("/api/permissions"),
        ["PATCH /api/users/me"] = new("/api/users/me", """{"firstname":"Ada"}"""),
        ["GET /api/itemreturnjobs"] = new("/api/itemreturnjobs?size=1"),
        ["GET /api/itemreturnjobs/{itemReturnJobId}"] = new("/api/itemreturnjobs/{task}"),
        ["POST /api/itemreturnjobs/{itemReturnJobId}/actions"] = new(
            "/api/itemreturnjobs/{task}/actions", """{"name":"FinishItemReturnJob","version":1}"""),
        ["GET /api/itemreturnjobs/{itemReturnJobId}/itemreturns"] = new("/api/itemreturnjobs/{task}/itemreturns"),
        ["GET /api/itemreturnjobs/{itemReturnJobId}/itemreturns/{itemReturnId}"] = new("/api/itemreturnjobs/{task}/itemreturns/{task}"),
        ["PUT /api/itemreturnjobs/{itemReturnJobId}/itemreturns/{itemReturnId}/returnedlineitems"] = new(
            "/api/itemreturnjobs/{task}/itemreturns/{task}/returnedlineitems",
            """{"itemReturnJobVersion":1,"returnedLineItems":[{"itemReturnJobLineItemRef":"none"}]}"""),
        ["GET /api/itemreturns"] = new("/api/itemreturns?size=1"),
        ["GET /api/supportedevents"] = new("/api/supportedevents"),
        ["GET /api/remoteconfigs"] = new("/api/remoteconfigs"),
        ["POST /api/remoteconfigs"] = new("/api/remoteconfigs", """{"key":"NEW","valueType":"INT","value":1,"groups":["G"]}"""),
        ["GET /api/remoteconfigs/{id}"] = new("/api/remoteconfigs/urn:fft:remoteconfig:key:ONE"),
        ["PUT /api/remoteconfigs/{id}"] = new(
            "/api/remoteconfigs/{remote}", """{"version":1,"valueType":"INT","value":2,"groups":["G"]}"""),
        ["PATCH /api/remoteconfigs/{id}"] = new("/api/remoteconfigs/{remote}", """{"version":1,"value":3}"""),
        ["POST /api/remoteconfigs/{id}/scopes"] = new(
            "/api/remoteconfigs/urn:fft:remoteconfig:key:TWO/scopes", """{"remoteConfigVersion":1,"scope":{"userRefs":["u"]}}"""),
        ["DELETE /api/remoteconfigs/{id}/scopes/{scopeId}"] = new("/api/remoteconfigs/urn:fft:remoteconfig:key:TWO/scopes/{scope}"),
        ["DELETE /api/remoteconfigs/{id}"] = new("/api/remoteconfigs/{remote}"),
        ["GET /api/roles"] = new("/api/roles"),
        ["POST /api/roles"] = new("/api/roles", """{"name":"NEW","permissions":[]}"""),
        ["GET /api/roles/{name}"] = new("/api/roles/FULFILLER"),
        ["PUT /api/roles/{name}"] = new("/api/roles/NOTHING", """{"name":"NOTHING","version":1,"permissions":[]}"""),
        ["PATCH /api/roles/{name}"] = new("/api/roles/NOTHING", """{"name":"NOTHING","version":1,"displayName":"Nothing"}"""),
        ["DELETE /api/roles/{name}"] = new("/api/roles/GONE"),
        ["GET /api/routingplans/{routingplanId}/decisionlogs/{routingRun}"] = new("/api/routingplans/{plan}/decisionlogs/1"),
        ["GET /api/routing/strategies"] = new("/api/routing/strategies"),
        ["POST /api/routing/strategies"] = new("/api/routing/strategies", """{"nameLocalized":{"en_US":"New"}}"""),
        ["GET /api/routing/strategies/{strategyId}"] = new("/api/routing/strategies/{strategy}"),
        ["PUT /api/routing/strategies/{strategyId}"] = new(
            "/api/routing/strategies/{strategy}", """{"version":1,"rootNode":{"config":{"fences":[],"ratings":[]}}}"""),
        ["POST /api/routing/strategies/{strategyId}/actions"] = new(
            "/api/routing/strategies/{strategy}/actions", """{"name":"ACTIVATE","version":1}"""),
        ["POST /api/routing/strategies/{strategyId}/evaluation"] = new(
            "/api/routing/strategies/{strategy}/evaluation", FulfillmenttoolsTestClient.Order(("JEANS-B-2605", 1))),
        ["POST /api/routing/tryouts"] = new("/api/routing/tryouts", """{"orderRef":"{order}"}"""),
        ["POST /api/handoverjobs"] = new(
            "/api/handoverjobs",
            """
            {"pickJobRef":"{refusedJob}","facilityRef":"{refusedFacility}","channel":"DELIVERY",
             "targetTime":"2026-05-04T12:00:00Z","orderDate":"2026-05-04T12:00:00Z"}
            """),
        ["GET /api/handoverjobs"] = new("/api/handoverjobs"),
        ["GET /api/handoverjobs/{handoverjobId}"] = new("/api/handoverjobs/{handover}"),
        ["PATCH /api/handoverjobs/{handoverjobId}"] = new(
            "/api/handoverjobs/{handover}", """{"version":1,"actions":[{"action":"ModifyHandoverjob","status":"OPEN"}]}"""),
        ["POST /api/handoverjobs/{handoverJobId}/actions"] = new(
            "/api/handoverjobs/{handover}/actions", """{"name":"WAITING_FOR_INPUT","version":1}"""),
        ["GET /api/shipments"] = new("/api/shipments"),
        ["GET /api/shipments/{shipmentId}"] = new("/api/shipments/{shipment}"),
        ["PATCH /api/shipments/{shipmentId}"] = new(
            "/api/shipments/{shipment}", """{"version":1,"actions":[{"action":"ModifyShipment","carrierRef":"DHL_V2"}]}"""),
        ["POST /api/shipments/{shipmentId}/actions"] = new(
            "/api/shipments/{shipment}/actions", """{"name":"ADD_TARGET_TIME","version":99,"targetTime":"2099-01-01T10:00:00Z"}"""),
        ["POST /api/shipments/{shipmentId}/parcels"] = new("/api/shipments/{shipment}/parcels", "{}"),
        ["GET /api/parcels"] = new("/api/parcels"),
        ["PATCH /api/parcels/{parcelId}"] = new(
            "/api/parcels/{parcel}", """{"version":99,"actions":[{"action":"ModifyParcel","status":"CANCELED"}]}"""),
        ["POST /api/parcels/{parcelId}/actions"] = new("/api/parcels/{parcel}/actions", """
            {"name":"UPDATE_TRACKING_DATA","version":99,
             "trackingData":[{"type":"SEND_LABEL","status":"PICKED_UP","trackingNumber":"EXT-1"}]}
            """),
        ["GET /api/parcels/{parcelId}"] = new("/api/parcels/{parcel}"),
        ["GET /api/parcels/{parcelId}/labels/{labelDocument}"] = new("/api/parcels/{parcel}/labels/send"),
        ["GET /api/carriers"] = new("/api/carriers"),
        ["POST /api/carriers"] = new("/api/carriers", """{"key":"GLS","name":"GLS"}"""),
        ["GET /api/carriers/{carrierId}"] = new("/api/carriers/{carrier}"),
        ["GET /api/facilities/{facilityId}/carriers"] = new("/api/facilities/{facility}/carriers"),
        ["GET /api/facilities/{facilityId}/carriers/{carrierRef}"] = new("/api/facilities/{facility}/carriers/{carrier}"),
        ["POST /api/facilities/{facilityId}/carriers/{carrierRef}"] = new("/api/facilities/{facility}/carriers/{carrier}", "{}"),
        ["PUT /api/facilities/{facilityId}/carriers/{carrierRef}"] = new(
            "/api/facilities/{facility}/carriers/{carrier}", """{"version":1}"""),
        ["GET /api/configurations/orderrouting"] = new("/api/configurations/orderrouting"),
        ["GET /api/subscriptions"] = new("/api/subscriptions"),
        ["POST /api/subscriptions"] = new(
            "/api/subscriptions", """{"name":"new","event":"ORDER_MODIFIED","callbackUrl":"http://127.0.0.1:9/"}"""),
        ["GET /api/subscriptions/{subscriptionId}"] = new("/api/subscriptions/{subscription}"),
        ["DELETE /api/subscriptions/{subscriptionId}"] = new("/api/subscriptions/{subscription}"),
        ["PUT /api/configurations/orderrouting"] = new("/api/configurations/orderrouting", """{"infiniteStockEnabled":false}"""),
    };
}
