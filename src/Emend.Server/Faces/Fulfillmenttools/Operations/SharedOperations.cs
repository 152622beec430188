using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of personal data, events and remote configurations say of themselves.</summary>
internal static class SharedOperations
{
    private const int MostRemote = 500;

    private const string Configurations = "Configurations";
    private const string Remote = "Remote configurations";
    private const string NoEffect = "Clients share it among themselves; nothing in Emend acts by it.";

    private static readonly Reply TheGdpr = Asked.Ok("The configuration.", ConfigurationShapes.Gdpr);

    private static readonly Reply TheRemote = Asked.Ok("The remote configuration.", ConfigurationShapes.Remote);

    public static readonly Operation GetGdpr = new("getGdprConfiguration", Configurations, "Read how personal data is kept")
    {
        Answers = [TheGdpr],
    };

    public static readonly Operation PutGdpr = new("putGdprConfiguration", Configurations, "Set how personal data is kept")
    {
        Description = "Whether modifications tell who made them follows at once.",
        Body = ConfigurationShapes.Gdpr,
        Example = """{ "version": 0, "retentionTime": 30, "actorAnonymization": false }""",
        Answers = [TheGdpr],
        Fails = [409],
    };

    public static readonly Operation SupportedEvents = new("getEvents", "Events", "List the events there are")
    {
        Answers = [Asked.Ok("All of them.", ConfigurationShapes.SupportedEvents)],
    };

    public static readonly Operation ListRemote = new("getAllRemoteConfigurations", Remote, "List remote configurations")
    {
        Parameters =
        [
            Asked.StartAfterId, Asked.Size(MostRemote), Asked.Of("groups", "Only those in one of these groups.") with { IsRepeated = true },
            Asked.Of("facilityId", "Only those that count for this facility."), Asked.Of("userId", "Only those that count for this user."),
        ],
        Answers = [Asked.Ok("A page of them.", AnswerShapes.Page("remoteConfigurations", ConfigurationShapes.Remote))],
        Fails = [400],
    };

    public static readonly Operation CreateRemote = new("createRemoteConfiguration", Remote, "Make a remote configuration")
    {
        Description = NoEffect,
        Body = ConfigurationShapes.RemoteForCreation,
        Example = """
            { "key": "PROCESS_DETAILS_EDIT_ORDER_ENABLED", "valueType": "BOOLEAN", "value": true, "groups": ["BACKOFFICE"] }
            """,
        Answers = [TheRemote],
        Fails = [409],
    };

    public static readonly Operation GetRemote = new("getRemoteConfiguration", Remote, "Read a remote configuration")
    {
        Description = "The id may be `urn:fft:remoteconfig:key:` with the key.",
        Answers = [TheRemote],
        Fails = [404],
    };

    public static readonly Operation PutRemote = new("putRemoteConfiguration", Remote, "Replace a remote configuration")
    {
        Body = ConfigurationShapes.RemoteForPut,
        Example = """{ "version": 1, "valueType": "BOOLEAN", "value": false, "groups": ["BACKOFFICE"] }""",
        Answers = [TheRemote],
        Fails = [404, 409],
    };

    public static readonly Operation PatchRemote = new("updateRemoteConfiguration", Remote, "Change a remote configuration")
    {
        Body = ConfigurationShapes.RemoteForPatch,
        Example = """{ "version": 1, "value": true }""",
        Answers = [TheRemote],
        Fails = [404, 409],
    };

    public static readonly Operation DeleteRemote = new("deleteRemoteConfiguration", Remote, "Remove a remote configuration")
    {
        Answers = [Asked.Ok("As it was.", ConfigurationShapes.Remote)],
        Fails = [404],
    };

    public static readonly Operation AddScope = new("addRemoteConfigurationScope", Remote, "Add a scope")
    {
        Body = ConfigurationShapes.AddedScope,
        Example = """{ "remoteConfigVersion": 1, "scope": { "facilityRefs": ["0199a1f2-7d3c-7000-8000-000000000001"] } }""",
        Answers = [TheRemote],
        Fails = [404, 409],
    };

    public static readonly Operation RemoveScope = new("deleteScopeFromRemoteConfiguration", Remote, "Remove a scope")
    {
        Parameters = [new("version", "The version that was seen.", CommonShapes.Version)],
        Answers = [TheRemote],
        Fails = [400, 404, 409],
    };
}
