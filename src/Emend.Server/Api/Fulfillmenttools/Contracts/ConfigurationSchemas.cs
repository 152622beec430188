using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Configurations beside those of orders.</summary>
internal static class ConfigurationSchemas
{
    private const int MaxDays = 36_500;
    private const int MaxScopes = 20;

    private static readonly PropertySchema[] OfGdpr =
    [
        Required(Mapping.GdprConfigurationMapper.Retention, JsonSchema.Whole(1, MaxDays).WithDescription("Days until personal data is made anonymous.")),
        Required("version", CommonSchemas.Version),
        Optional(Mapping.GdprConfigurationMapper.Deletion, JsonSchema.Whole(1, MaxDays).WithDescription("Days from then until it is deleted.")),
        Optional(Mapping.GdprConfigurationMapper.Anonymization, JsonSchema.Flag.WithDescription("Whether modifications keep to themselves who made them.")),
        Optional("id", JsonSchema.Text()),
        Optional("created", JsonSchema.Moment),
        Optional("lastModified", JsonSchema.Moment),
    ];

    public static readonly JsonSchema Gdpr = JsonSchema.Object(OfGdpr).Named("GdprConfiguration");

    public static readonly JsonSchema SupportedEvents = JsonSchema.Object(Required("supportedEvents", JsonSchema.List(
        JsonSchema.Object(
            Required("event", JsonSchema.Choice([.. FulfillmenttoolsEventNames.Raised.Select(e => e.Name)])),
            Required("description", JsonSchema.Name())))));

    private static readonly PropertySchema[] OfScope =
    [
        Optional("facilityRefs", JsonSchema.List(CommonSchemas.Ref, max: 100)), Optional("userRefs", JsonSchema.List(CommonSchemas.Ref, max: 100)),
    ];

    private static readonly JsonSchema ScopeForCreation = JsonSchema.Object(OfScope);

    public static readonly JsonSchema Groups = JsonSchema.List(CommonSchemas.Ref, max: 20, min: 1);

    public static readonly JsonSchema ValueType = JsonSchema.Choice("BOOLEAN", "STRING", "JSON", "NUMBER", "INT");

    private static readonly PropertySchema[] Kept =
    [
        Required("valueType", ValueType),
        Required("value", JsonSchema.Anything),
        Required("groups", Groups),
        Optional("scopes", JsonSchema.List(ScopeForCreation, MaxScopes)),
    ];

    public static readonly JsonSchema RemoteForCreation = JsonSchema.Object([Required("key", CommonSchemas.Ref), .. Kept]);

    public static readonly JsonSchema RemoteForPut = JsonSchema.Object([Required("version", CommonSchemas.Version), .. Kept]);

    public static readonly JsonSchema RemoteForPatch = JsonSchema.Object(
        [Required("version", CommonSchemas.Version), .. Kept.Select(m => m with { IsRequired = false })]);

    public static readonly JsonSchema AddedScope = JsonSchema.Object(
        Required("scope", ScopeForCreation), Required("remoteConfigVersion", CommonSchemas.Version));

    public static readonly JsonSchema Remote = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("key", CommonSchemas.Ref),
        .. Kept.Where(m => m.Name != "scopes"),
        Required("scopes", JsonSchema.List(JsonSchema.Object([Required("id", CommonSchemas.Ref), .. OfScope]), MaxScopes)),
        Required("flattenScopeIds", CommonResponseSchemas.Refs),
    ]).Named("RemoteConfiguration");
}
