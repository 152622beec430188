namespace Emend.IntegrationTests.Architecture;

/// <summary>A request that only a missing permission can reject.</summary>
internal sealed record SampleRequest(string Path, string? Body = null);

/// <summary>Sample requests for all endpoints that require authentication.</summary>
internal static partial class SampleRequests
{
    private const string Modifications = "/emend/v1/orders/{order}/modifications";

    private const string Wanted = """{"changes":[{"type":"setPreferredTime","preferredTime":"2099-12-24T10:00:00Z"}]}""";

    public const string Variant = """{"base":"fulfillmenttools","ruleSettings":[]}""";

    public const string Many =
        """{"action":{"modify":{"changes":[{"type":"setAttributes","attributes":{"many":true}}]}},"orders":[{"order":"none"}]}""";

    private const string Actions = "/emend/v1/orders/{order}/actions/";

    private const string PackedActions = "/emend/v1/orders/{packed}/actions/";

    private const string Assigned = """{"facility":"{facility}"}""";

    private const string Removed =
        """{"reduceStock":false,"reservations":[{"line":"{reservedLine}","facility":"{reservedFacility}"}]}""";

    private const string Tasked = """{"pickJob":"{job}"}""";

    private const string Targeted = """{"shipment":"{shipment}","targetTime":"2099-01-01T10:00:00Z"}""";

    /// <summary>The sample requests by method and route. <c>{name}</c> stands for an id from <see cref="SampleEntities"/>.</summary>
    public static IReadOnlyDictionary<string, SampleRequest> All { get; } =
        Native.Concat(Vendor).ToDictionary(StringComparer.Ordinal);

    public static string Reason(string text) => $$"""{"reason":"{{text}}","reasonLocalized":{"en_US":"{{text}}" } }""";

    public static string User(string name) =>
        $$"""{"username":"{{name}}","password":"a long word","firstname":"A","lastname":"B","assignedRoles":[{"ref":"NOTHING"}]}""";
}
