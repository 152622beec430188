using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of personal data, events and remote configurations say of themselves.</summary>
internal static class SharedConfigurationOperations
{
    private const int MaxRemote = 500;

    private const string Configurations = "Configurations";
    private const string Remote = "Remote configurations";
    private const string NoEffect = "Clients share it among themselves; nothing in Emend acts by it.";

    private static readonly OperationResponse TheGdpr = CommonParameters.Ok("The configuration.", ConfigurationSchemas.Gdpr);

    private static readonly OperationResponse TheRemote = CommonParameters.Ok("The remote configuration.", ConfigurationSchemas.Remote);

    public static readonly OperationMetadata GetGdpr = new("getGdprConfiguration", Configurations, "Read how personal data is kept")
    {
        Answers = [TheGdpr],
    };

    public static readonly OperationMetadata PutGdpr = new("putGdprConfiguration", Configurations, "Set how personal data is kept")
    {
        Description = "Whether modifications tell who made them follows at once.",
        Body = ConfigurationSchemas.Gdpr,
        Example = """{ "version": 0, "retentionTime": 30, "actorAnonymization": false }""",
        Answers = [TheGdpr],
        Fails = [409],
    };

    public static readonly OperationMetadata SupportedEvents = new("getEvents", "Events", "List the events there are")
    {
        Answers = [CommonParameters.Ok("All of them.", ConfigurationSchemas.SupportedEvents)],
    };

    public static readonly OperationMetadata ListRemote = new("getAllRemoteConfigurations", Remote, "List remote configurations")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.Size(MaxRemote), CommonParameters.Of("groups", "Only those in one of these groups.") with { IsRepeated = true },
            CommonParameters.Of("facilityId", "Only those that count for this facility."), CommonParameters.Of("userId", "Only those that count for this user."),
        ],
        Answers = [CommonParameters.Ok("A page of them.", CommonResponseSchemas.Page("remoteConfigurations", ConfigurationSchemas.Remote))],
        Fails = [400],
    };

    public static readonly OperationMetadata CreateRemote = new("createRemoteConfiguration", Remote, "Make a remote configuration")
    {
        Description = NoEffect,
        Body = ConfigurationSchemas.RemoteForCreation,
        Example = """
            { "key": "PROCESS_DETAILS_EDIT_ORDER_ENABLED", "valueType": "BOOLEAN", "value": true, "groups": ["BACKOFFICE"] }
            """,
        Answers = [TheRemote],
        Fails = [409],
    };

    public static readonly OperationMetadata GetRemote = new("getRemoteConfiguration", Remote, "Read a remote configuration")
    {
        Description = "The id may be `urn:fft:remoteconfig:key:` with the key.",
        Answers = [TheRemote],
        Fails = [404],
    };

    public static readonly OperationMetadata PutRemote = new("putRemoteConfiguration", Remote, "Replace a remote configuration")
    {
        Body = ConfigurationSchemas.RemoteForPut,
        Example = """{ "version": 1, "valueType": "BOOLEAN", "value": false, "groups": ["BACKOFFICE"] }""",
        Answers = [TheRemote],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata PatchRemote = new("updateRemoteConfiguration", Remote, "Change a remote configuration")
    {
        Body = ConfigurationSchemas.RemoteForPatch,
        Example = """{ "version": 1, "value": true }""",
        Answers = [TheRemote],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata DeleteRemote = new("deleteRemoteConfiguration", Remote, "Remove a remote configuration")
    {
        Answers = [CommonParameters.Ok("As it was.", ConfigurationSchemas.Remote)],
        Fails = [404],
    };

    public static readonly OperationMetadata AddScope = new("addRemoteConfigurationScope", Remote, "Add a scope")
    {
        Body = ConfigurationSchemas.AddedScope,
        Example = """{ "remoteConfigVersion": 1, "scope": { "facilityRefs": ["0199a1f2-7d3c-7000-8000-000000000001"] } }""",
        Answers = [TheRemote],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata RemoveScope = new("deleteScopeFromRemoteConfiguration", Remote, "Remove a scope")
    {
        Parameters = [new("version", "The version that was seen.", CommonSchemas.Version)],
        Answers = [TheRemote],
        Fails = [400, 404, 409],
    };
}
