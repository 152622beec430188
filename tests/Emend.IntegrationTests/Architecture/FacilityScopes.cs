namespace Emend.IntegrationTests.Architecture;

/// <summary>What an endpoint does for a caller whose roles are bound to a facility that has none of the sample entities.</summary>
internal enum FacilityScope
{
    /// <summary>The request names an entity at a facility, or a facility. The endpoint refuses it with 403.</summary>
    Named,

    /// <summary>The endpoint lists entities at facilities. The list contains only entities of the caller's facilities.</summary>
    Listed,

    /// <summary>The endpoint changes or reads something that concerns every facility. It requires roles without facilities.</summary>
    EveryFacility,

    /// <summary>The request is about an order or a process, which belong to no facility. The permission decides.</summary>
    Order,

    /// <summary>The request is about the tenant: settings, users, policies, jobs. The permission decides.</summary>
    Tenant,
}

/// <summary>The facility scope of every endpoint. A sample request that names an entity at a facility needs no entry.</summary>
internal static class FacilityScopes
{
    /// <summary>The names in sample requests that stand for an entity at a facility, or for a facility.</summary>
    public static readonly string[] Names =
    [
        "plan", "job", "reservation", "task", "facility", "handover", "shipment", "parcel", "stock", "reserved", "reservedFacility",
        "refusedJob", "refusedFacility", "effect",
    ];

    /// <summary>Endpoints by method and route. A route that ends in <c>*</c> stands for a resource with everything below it.</summary>
    private static readonly (FacilityScope Scope, string[] Endpoints)[] Declared =
    [
        (FacilityScope.Listed,
        [
            "POST /api/pickjobs/search", "POST /api/reservations/search", "POST /api/handoverjobs/search", "POST /api/shipments/search",
            "POST /api/parcels/search", "POST /api/routingplans/search", "POST /api/stocks/search", "POST /api/facilities/search",
            "GET /api/itemreturnjobs", "GET /api/itemreturns", "GET /api/routingplans", "GET /api/pickjobs",
            "GET /api/reservations", "GET /api/facilities", "GET /api/stocks", "GET /api/stocks/summaries",
            "GET /api/articles/{tenantArticleId}/stockdistribution", "GET /api/handoverjobs", "GET /api/shipments", "GET /api/parcels",
            "GET /emend/v1/return-tasks", "GET /emend/v1/outbox",
            "GET /emend/v1/events", "GET /api/subscriptions", "GET /emend/v1/subscriptions",
        ]),
        (FacilityScope.EveryFacility,
        [
            "POST /api/facilities", "POST /api/routing/tryouts", "POST /api/subscriptions", "* /api/subscriptions/*",
            "POST /emend/v1/subscriptions",
            "* /emend/v1/subscriptions/*",
            "DELETE /api/facilities/{facilityId}/listings", "POST /api/users", "PATCH /api/users/{userId}", "DELETE /api/users/{userId}",
            "POST /api/roles", "POST /api/routing/strategies/{strategyId}/evaluation", "POST /emend/v1/credentials",
            "* /emend/v1/credentials/{credentialId}/rotate", "DELETE /emend/v1/credentials/{credentialId}",
            "PATCH /emend/v1/users/{userId}", "DELETE /emend/v1/users/{userId}/lockout",
        ]),
        (FacilityScope.Order,
        [
            "* /api/orders*", "* /api/processes*", "POST /api/promises/deliverypromise", "GET /api/process", "* /emend/v1/orders*",
            "POST /api/routing/commands/reroute",
        ]),
        (FacilityScope.Tenant,
        [
            "POST /api/stocks/actions",
            "* /emend/v1/bulk-jobs*", "* /emend/v1/policies*", "* /emend/v1/credentials*", "* /emend/v1/users*", "GET /emend/v1/audit",
            "* /api/users*", "* /api/roles*", "GET /api/permissions", "* /api/remoteconfigs*", "* /api/configurations/*",
            "* /api/cancelationreasons*",
            "* /api/reroutedescriptions*", "* /api/routing/strategies*", "* /api/carriers*", "GET /api/supportedevents",
        ]),
    ];

    /// <summary>Further requests that name an entity at a facility: other members and actions of the endpoints.</summary>
    public static readonly (string Endpoint, SampleRequest Request)[] MoreNamed =
    [
        ("PATCH /api/routingplans/{routingplanId}", new(
            "/api/routingplans/{plan}", """{"version":1,"actions":[{"action":"ModifyRoutingPlan","facilityRef":"{elsewhere}"}]}""")),
        ("POST /api/routing/commands/reroute", new("/api/routing/commands/reroute", """{"routingPlanIds":["{plan}"]}""")),
        ("POST /api/stocks/actions", new("/api/stocks/actions", """{"action":{"name":"DELETE_BY_IDS","ids":["{stock}"]}}""")),
        ("POST /api/stocks/actions", new(
            "/api/stocks/actions",
            """{"action":{"name":"DELETE_BY_PRODUCTS","facilityRef":"{facility}","tenantArticleIds":["TSHIRT-W-2468"]}}""")),
        ("POST /api/stocks/actions", new(
            "/api/stocks/actions",
            """
            {"action":{"name":"UPDATE_VERSIONLESS",
             "stocks":[{"operationType":"CREATE","facilityRef":"{facility}","tenantArticleId":"NEW","value":1}]}}
            """)),
        ("GET /api/pickjobs", new("/api/pickjobs?facilityRef={facility}")),
        ("GET /api/reservations", new("/api/reservations?facilityRef={facility}")),
        ("GET /api/handoverjobs", new("/api/handoverjobs?facilityRef={facility}")),
        ("GET /api/shipments", new("/api/shipments?facilityRef={facility}")),
        ("GET /api/stocks", new("/api/stocks?facilityRef={facility}")),
        ("GET /api/itemreturnjobs", new("/api/itemreturnjobs?facilityId={facility}")),
        ("GET /api/itemreturns", new("/api/itemreturns?facilityRefs={facility}")),
        ("GET /emend/v1/events", new("/emend/v1/events?facility={facility}")),
        ("GET /emend/v1/return-tasks", new("/emend/v1/return-tasks?facility={facility}")),
    ];

    /// <summary>Whether the text of a sample names an entity at a facility, or a facility.</summary>
    public static bool NamesFacility(string? text) =>
        text is not null && Names.Any(n => text.Contains($"{{{n}}}", StringComparison.Ordinal));

    /// <summary>The scope of an endpoint; null if none is declared.</summary>
    public static FacilityScope? Find(string endpoint, SampleRequest template) =>
        NamesFacility(template.Path) || NamesFacility(template.Body) ? FacilityScope.Named
        : Declared.Where(d => d.Endpoints.Any(e => Matches(e, endpoint))).Select(d => (FacilityScope?)d.Scope).FirstOrDefault();

    private static bool Matches(string declared, string endpoint)
    {
        var (wanted, actual) = (declared.Split(' '), endpoint.Split(' '));
        return (wanted[0] is "*" || wanted[0] == actual[0])
            && (wanted[1].EndsWith('*') ? actual[1].StartsWith(wanted[1][..^1], StringComparison.Ordinal) : wanted[1] == actual[1]);
    }
}
