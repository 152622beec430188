using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of jobs over many orders say of themselves.</summary>
internal static class BulkJobOperations
{
    private const string Tag = "Many orders";

    private static readonly OperationResponse Job = new(StatusCodes.Status200OK, "The job, and how far it is.", BulkJobSchemas.Job);

    public static readonly OperationMetadata Make = new("makeBulkJob", Tag, "Change many orders")
    {
        Description = """
            The same for each of many orders, each in a transaction of its own, in the background on any node. Which orders it is about is
            settled when the job is made. It acts for you: what you may do counts at the moment an order is tried. With `dryRun` each order
            is decided on and nothing is written but the results. Orders that wait for a place (`reroute-unroutable`) are decided on
            jointly: scarce stock goes where most orders become whole.
            """,
        Parameters = [NativeOrderOperations.Key],
        Body = BulkJobSchemas.Wanted,
        Example = """
            {
              "do": { "modify": { "changes": [ { "type": "setAttributes", "attributes": { "campaign": "winter" } } ] } },
              "where": { "status": { "is": "open" }, "lines": { "some": { "article": { "is": "TSHIRT-W-2468" } } } },
              "dryRun": true
            }
            """,
        Answers = [new(StatusCodes.Status202Accepted, "The job; Location says where it is told.", BulkJobSchemas.Job)],
        Fails = [422],
    };

    public static readonly OperationMetadata List = new("listBulkJobs", Tag, "List jobs over many orders")
    {
        Description = "The newest first.",
        Parameters =
        [
            new("after", "The next of a page.", NativeCommonSchemas.Ref),
            new("size", "How many at most.", JsonSchema.Whole(1, BulkJobSchemas.MaxPageSize)) { Default = 50 },
        ],
        Answers = [new(StatusCodes.Status200OK, "A page of jobs.", BulkJobSchemas.Jobs)],
        Fails = [400],
    };

    public static readonly OperationMetadata Get = new("getBulkJob", Tag, "Tell how far a job is")
    {
        Description = "`Accept: text/event-stream` gets it again whenever it is further, until it has ended.",
        Answers =
        [
            Job,
            new(StatusCodes.Status200OK, "Or the stream.", JsonSchema.Text().WithDescription(
                "Server-sent events: `event` is progress, `data` the BulkJob as JSON in one line.")) { Type = "text/event-stream" },
        ],
        Fails = [404],
    };

    public static readonly OperationMetadata Results = new("getBulkResults", Tag, "Tell what came of each order of a job")
    {
        Parameters =
        [
            new("state", "Only those that came out so.", EnumWireNames.Shape<BulkJobItemState>()) { IsRepeated = true },
            new("after", "The next of a page.", JsonSchema.Whole(0)),
            new("size", "How many at most.", JsonSchema.Whole(1, BulkJobSchemas.MaxPageSize)) { Default = 100 },
        ],
        Answers = [new(StatusCodes.Status200OK, "A page of results, in the order of the job.", BulkJobSchemas.Results)],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata Pause = new("pauseBulkJob", Tag, "Pause a job")
    {
        Description = "What was begun is finished, nothing else is begun.",
        Answers = [Job],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata Resume = new("resumeBulkJob", Tag, "Let a job go on")
    {
        Description = "Only who asked for the job: it acts for them.",
        Answers = [Job],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata Cancel = new("cancelBulkJob", Tag, "End a job")
    {
        Description = "What was done stays done.",
        Answers = [Job],
        Fails = [404, 422],
    };
}
