using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoints of policies say of themselves.</summary>
internal static class PolicyOperations
{
    private const string Tag = "Policies";

    private static readonly Parameter IfMatch =
        new("If-Match", "The ETag as you saw it.", Shape.Text()) { IsHeader = true };

    private static readonly Parameter IfNoneMatch =
        new("If-None-Match", "`*` writes only where there is none.", Shape.Text()) { IsHeader = true };

    public static readonly Operation List = new("getPolicies", Tag, "List policies, and which decides where")
    {
        Answers = [new(200, "Your own and those that come with the product.", PolicyShapes.All)],
    };

    public static readonly Operation Get = new("getPolicy", Tag, "Read a policy row by row")
    {
        Description = """
            Every row by action as it counts: what must hold, whether it is on, off or soft, and whether a policy of your own may change
            it. `ETag` is the version.
            """,
        Parameters =
        [
            new("If-None-Match", "The ETag you have: 304 where it is still the same.", Shape.Text()) { IsHeader = true },
        ],
        Answers = [new(200, "The policy.", PolicyShapes.Policy), new(304, "It is the one you have.", null)],
        Fails = [404],
    };

    public static readonly Operation Put = new("putPolicy", Tag, "Write a policy of your own")
    {
        Description = """
            A built-in policy with some rows off, or soft: a soft row that does not hold lets pass whoever has its permission, and whoever
            takes its penalty by naming the row under `accept`. Each write makes the next version, which decides from the next request
            on wherever the policy is assigned; where it says the same already, nothing is written.
            """,
        Parameters = [IfMatch, IfNoneMatch],
        Body = PolicyShapes.ForWriting,
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
            new(200, "It says so now.", PolicyShapes.Policy),
            new(201, "It says so now, and there was none before; `Location` names it.", PolicyShapes.Policy),
        ],
        Fails = [409, 412, 422],
    };

    public static readonly Operation Delete = new("deletePolicy", Tag, "Remove a policy of your own")
    {
        Description = "Refused while it is assigned. Its versions can be read on, since the history names them.",
        Parameters = [IfMatch],
        Answers = [new(204, "It is gone.", null)],
        Fails = [400, 404, 409, 412, 422],
    };

    public static readonly Operation ListVersions = new("getPolicyVersions", Tag, "List the versions of a policy")
    {
        Description = "The newest first, each with the rows that differ from the base; also of a policy that was removed.",
        Parameters =
        [
            new("before", "Only versions before this one; next of the page before says which.", Shape.Whole(1)),
            new("size", "How many a page has.", Shape.Whole(1, PolicyShapes.MostVersions)) { Usual = 25 },
        ],
        Answers = [new(200, "A page of versions.", PolicyShapes.Versions)],
        Fails = [400, 404],
    };

    public static readonly Operation GetVersion = new("getPolicyVersion", Tag, "Read a version of a policy row by row")
    {
        Answers = [new(200, "The policy as it was.", PolicyShapes.Policy)],
        Fails = [404],
    };

    public static readonly Operation Try = new("tryPolicy", Tag, "Try a policy against the past")
    {
        Description = """
            Each of the newest modifications, whatever the order, is held against the rows, on the order as it was and with what it was
            decided on. What was refused at the time is not kept, and so not tried. With a `variant` that is tried, whatever is kept under
            the name. Nothing is written.
            """,
        Body = PolicyShapes.ForTrying,
        Example = """
            { "last": 100, "variant": { "base": "fulfillmenttools", "rows": [ { "row": "CO-3", "stance": "off" } ] } }
            """,
        Answers = [new(200, "What it would have said.", TrialBody.Whole)],
        Fails = [404, 422],
    };

    public static readonly Operation GetAssignments = new("getPolicyAssignments", Tag, "Read which policy decides where")
    {
        Answers = [new(200, "What was assigned, and what decides thereby.", PolicyShapes.Assignments)],
    };

    public static readonly Operation PutAssignments = new("putPolicyAssignments", Tag, "Say which policy decides where")
    {
        Description = "All of it at once: what is left out is assigned no more. It counts from the next request on, on every node.",
        Parameters = [IfMatch],
        Body = PolicyShapes.ForAssigning,
        Example = """{ "default": "fulfillmenttools", "faces": {} }""",
        Answers = [new(200, "What is assigned now, and what decides thereby.", PolicyShapes.Assignments)],
        Fails = [409, 412, 422],
    };
}
