using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of the GDPR configuration, supported events, and remote configurations.</summary>
internal static class ConfigurationSchemas
{
    private const int MaxDays = 36_500;
    private const int MaxScopes = Configuration.RemoteConfigurationService.MaxScopes;

    private static readonly PropertySchema[] GdprMembers =
    [
        Required(
            Mapping.GdprConfigurationMapper.RetentionMember,
            JsonSchema.Integer(1, MaxDays).WithDescription("Days until personal data is anonymized.")),
        Required("version", CommonSchemas.Version),
        Optional(
            Mapping.GdprConfigurationMapper.DeletionMember,
            JsonSchema.Integer(1, MaxDays).WithDescription("Days from anonymization to deletion.")),
        Optional(
            Mapping.GdprConfigurationMapper.AnonymizationMember,
            JsonSchema.Boolean.WithDescription("Whether responses omit the user who made a modification.")),
        Optional("id", JsonSchema.Text()),
        Optional("created", JsonSchema.Timestamp),
        Optional("lastModified", JsonSchema.Timestamp),
    ];

    public static readonly JsonSchema Gdpr = JsonSchema.Object(GdprMembers).Named("GdprConfiguration");

    public static readonly JsonSchema SupportedEvents = JsonSchema.Object(Required("supportedEvents", JsonSchema.List(
        JsonSchema.Object(
            Required("event", JsonSchema.Choice([.. FulfillmenttoolsEventNames.Supported.Select(e => e.Name)])),
            Required("description", JsonSchema.NonBlankText())))));

    private static readonly PropertySchema[] ScopeMembers =
    [
        Optional("facilityRefs", JsonSchema.List(CommonSchemas.Ref, max: 100)),
        Optional("userRefs", JsonSchema.List(CommonSchemas.Ref, max: 100)),
    ];

    private static readonly JsonSchema ScopeForCreation = JsonSchema.Object(ScopeMembers);

    public static readonly JsonSchema Groups = JsonSchema.List(CommonSchemas.Ref, max: 20, min: 1);

    public static readonly JsonSchema ValueType = JsonSchema.Choice("BOOLEAN", "STRING", "JSON", "NUMBER", "INT");

    private static readonly PropertySchema[] RemoteMembers =
    [
        Required("valueType", ValueType),
        Required("value", JsonSchema.Anything),
        Required("groups", Groups),
        Optional("scopes", JsonSchema.List(ScopeForCreation, MaxScopes)),
    ];

    public static readonly JsonSchema RemoteForCreation = JsonSchema.Object([Required("key", CommonSchemas.Ref), .. RemoteMembers]);

    public static readonly JsonSchema RemoteForPut = JsonSchema.Object([Required("version", CommonSchemas.Version), .. RemoteMembers]);

    public static readonly JsonSchema RemoteForPatch = JsonSchema.Object(
        [Required("version", CommonSchemas.Version), .. RemoteMembers.Select(m => m with { IsRequired = false })]);

    public static readonly JsonSchema ScopeAddition = JsonSchema.Object(
        Required("scope", ScopeForCreation), Required("remoteConfigVersion", CommonSchemas.Version));

    public static readonly JsonSchema Remote = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("key", CommonSchemas.Ref),
        .. RemoteMembers.Where(m => m.Name != "scopes"),
        Required("scopes", JsonSchema.List(JsonSchema.Object([Required("id", CommonSchemas.Ref), .. ScopeMembers]), MaxScopes)),
        Required("flattenScopeIds", CommonResponseSchemas.Refs),
    ]).Named("RemoteConfiguration");
}
