using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of policies say of themselves.</summary>
internal static class PolicyOperations
{
    private const string Tag = "Policies";

    private static readonly OperationParameter IfMatch =
        new("If-Match", "The ETag as you saw it.", JsonSchema.Text()) { IsHeader = true };

    private static readonly OperationParameter IfNoneMatch =
        new("If-None-Match", "`*` writes only where there is none.", JsonSchema.Text()) { IsHeader = true };

    public static readonly OperationMetadata List = new("getPolicies", Tag, "List policies, and which decides where")
    {
        Answers = [new(200, "Your own and those that come with the product.", PolicySchemas.All)],
    };

    public static readonly OperationMetadata Get = new("getPolicy", Tag, "Read a policy row by row")
    {
        Description = """
            Every row by action as it counts: what must hold, whether it is on, off or soft, and whether a policy of your own may change
            it. `ETag` is the version.
            """,
        Parameters =
        [
            new("If-None-Match", "The ETag you have: 304 where it is still the same.", JsonSchema.Text()) { IsHeader = true },
        ],
        Answers = [new(200, "The policy.", PolicySchemas.Policy), new(304, "It is the one you have.", null)],
        Fails = [404],
    };

    public static readonly OperationMetadata Put = new("putPolicy", Tag, "Write a policy of your own")
    {
        Description = """
            A built-in policy with some rows off, or soft: a soft row that does not hold lets pass whoever has its permission, and whoever
            takes its penalty by naming the row under `accept`. Each write makes the next version, which decides from the next request
            on wherever the policy is assigned; where it says the same already, nothing is written.
            """,
        Parameters = [IfMatch, IfNoneMatch],
        Body = PolicySchemas.ForWriting,
        Example = """
            {
              "base": "fulfillmenttools",
              "rows": [
                { "row": "EL-4", "stance": "soft", "penalty": "5 EUR for late changes" },
                { "row": "EL-10", "stance": "off" }
              ]
            }
            """,
        Answers =
        [
            new(200, "It says so now.", PolicySchemas.Policy),
            new(201, "It says so now, and there was none before; `Location` names it.", PolicySchemas.Policy),
        ],
        Fails = [409, 412, 422],
    };

    public static readonly OperationMetadata Delete = new("deletePolicy", Tag, "Remove a policy of your own")
    {
        Description = "Refused while it is assigned. Its versions can be read on, since the history names them.",
        Parameters = [IfMatch],
        Answers = [new(204, "It is gone.", null)],
        Fails = [400, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata ListVersions = new("getPolicyVersions", Tag, "List the versions of a policy")
    {
        Description = "The newest first, each with the rows that differ from the base; also of a policy that was removed.",
        Parameters =
        [
            new("before", "Only versions before this one; next of the page before says which.", JsonSchema.Whole(1)),
            new("size", "How many a page has.", JsonSchema.Whole(1, PolicySchemas.MaxVersions)) { Default = 25 },
        ],
        Answers = [new(200, "A page of versions.", PolicySchemas.Versions)],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata GetVersion = new("getPolicyVersion", Tag, "Read a version of a policy row by row")
    {
        Answers = [new(200, "The policy as it was.", PolicySchemas.Policy)],
        Fails = [404],
    };

    public static readonly OperationMetadata Try = new("tryPolicy", Tag, "Try a policy against the past")
    {
        Description = """
            Each of the newest modifications, whatever the order, is held against the rows, on the order as it was and with what it was
            decided on. What was refused at the time is not kept, and so not tried. With a `variant` that is tried, whatever is kept under
            the name. Nothing is written.
            """,
        Body = PolicySchemas.ForTrying,
        Example = """
            { "last": 100, "variant": { "base": "fulfillmenttools", "rows": [ { "row": "CO-3", "stance": "off" } ] } }
            """,
        Answers = [new(200, "What it would have said.", PolicySimulationWriter.Whole)],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata GetAssignments = new("getPolicyAssignments", Tag, "Read which policy decides where")
    {
        Answers = [new(200, "What was assigned, and what decides thereby.", PolicySchemas.Assignments)],
    };

    public static readonly OperationMetadata PutAssignments = new("putPolicyAssignments", Tag, "Say which policy decides where")
    {
        Description = "All of it at once: what is left out is assigned no more. It counts from the next request on, on every node.",
        Parameters = [IfMatch],
        Body = PolicySchemas.ForAssigning,
        Example = """{ "default": "fulfillmenttools", "faces": {} }""",
        Answers = [new(200, "What is assigned now, and what decides thereby.", PolicySchemas.Assignments)],
        Fails = [409, 412, 422],
    };
}
