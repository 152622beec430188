using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of the GDPR configuration, supported events, and remote configurations.</summary>
internal static class SharedConfigurationOperations
{
    private const int MaxRemote = 500;

    private const string Configurations = "Configurations";
    private const string Remote = "Remote configurations";
    private const string RemoteDescription = "Clients share remote configurations. Emend does not use them.";

    private static readonly OperationResponse GdprResponse = CommonParameters.Ok("The configuration.", ConfigurationSchemas.Gdpr);

    private static readonly OperationResponse RemoteResponse = CommonParameters.Ok(
        "The remote configuration.", ConfigurationSchemas.Remote);

    public static readonly OperationMetadata GetGdpr = new("getGdprConfiguration", Configurations, "Read the GDPR configuration")
    {
        Responses = [GdprResponse],
    };

    public static readonly OperationMetadata PutGdpr = new("putGdprConfiguration", Configurations, "Set the GDPR configuration")
    {
        Description = "`actorAnonymization` takes effect immediately.",
        Body = ConfigurationSchemas.Gdpr,
        Example = """{ "version": 0, "retentionTime": 30, "actorAnonymization": false }""",
        Responses = [GdprResponse],
        ErrorStatuses = [409],
    };

    public static readonly OperationMetadata SupportedEvents = new("getEvents", "Events", "List the supported events")
    {
        Responses = [CommonParameters.Ok("All supported events.", ConfigurationSchemas.SupportedEvents)],
    };

    public static readonly OperationMetadata SupportedLocales = new("getLocales", "Configurations", "List the supported locales")
    {
        Responses = [CommonParameters.Ok("All supported locales.", JsonSchema.List(JsonSchema.Text()))],
    };

    public static readonly OperationMetadata PickingTimes = new(
        "getDefaultPickingTimesConfiguration", "Configurations", "Read the default picking times")
    {
        Description = "Facilities without own picking times are not restricted, so the response contains the whole week.",
        Responses =
        [
            CommonParameters.Ok(
                "The picking times.",
                JsonSchema.Object(
                    PropertySchema.Required("version", CommonSchemas.Version),
                    PropertySchema.Required("pickingTimes", new PickingTimesSchema())).Named("DefaultPickingTimes")),
        ],
    };

    public static readonly OperationMetadata ListRemote = new("getAllRemoteConfigurations", Remote, "List remote configurations")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(MaxRemote),
            CommonParameters.CreateText("groups", "Only configurations in one of these groups.") with { IsRepeated = true },
            CommonParameters.CreateText("facilityId", "Only configurations that apply to this facility."),
            CommonParameters.CreateText("userId", "Only configurations that apply to this user."),
        ],
        Responses = [CommonParameters.Ok(
            "A page of remote configurations.", CommonResponseSchemas.Page("remoteConfigurations", ConfigurationSchemas.Remote))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata CreateRemote = new("createRemoteConfiguration", Remote, "Create a remote configuration")
    {
        Description = RemoteDescription,
        Body = ConfigurationSchemas.RemoteForCreation,
        Example = """
            { "key": "PROCESS_DETAILS_EDIT_ORDER_ENABLED", "valueType": "BOOLEAN", "value": true, "groups": ["BACKOFFICE"] }
            """,
        Responses = [RemoteResponse],
        ErrorStatuses = [409],
    };

    public static readonly OperationMetadata GetRemote = new("getRemoteConfiguration", Remote, "Read a remote configuration")
    {
        Description = "The id can be a URN: `urn:fft:remoteconfig:key:` with the key.",
        Responses = [RemoteResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata PutRemote = new("putRemoteConfiguration", Remote, "Replace a remote configuration")
    {
        Body = ConfigurationSchemas.RemoteForPut,
        Example = """{ "version": 1, "valueType": "BOOLEAN", "value": false, "groups": ["BACKOFFICE"] }""",
        Responses = [RemoteResponse],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata PatchRemote = new("updateRemoteConfiguration", Remote, "Update a remote configuration")
    {
        Body = ConfigurationSchemas.RemoteForPatch,
        Example = """{ "version": 1, "value": true }""",
        Responses = [RemoteResponse],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata DeleteRemote = new("deleteRemoteConfiguration", Remote, "Delete a remote configuration")
    {
        Responses = [CommonParameters.Ok("The deleted remote configuration.", ConfigurationSchemas.Remote)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata AddScope = new("addRemoteConfigurationScope", Remote, "Add a scope to a remote configuration")
    {
        Body = ConfigurationSchemas.ScopeAddition,
        Example = """{ "remoteConfigVersion": 1, "scope": { "facilityRefs": ["0199a1f2-7d3c-7000-8000-000000000001"] } }""",
        Responses = [RemoteResponse],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata RemoveScope = new(
        "deleteScopeFromRemoteConfiguration", Remote, "Remove a scope from a remote configuration")
    {
        Parameters = [new("version", "The version that the client read.", CommonSchemas.Version)],
        Responses = [RemoteResponse],
        ErrorStatuses = [400, 404, 409],
    };
}
