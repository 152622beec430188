using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the bulk job endpoints.</summary>
internal static class BulkJobOperations
{
    private const string Tag = "Bulk jobs";

    private static readonly OperationResponse Job = new(StatusCodes.Status200OK, "The job with its progress.", BulkJobSchemas.Job);

    public static readonly OperationMetadata Create = new("createBulkJob", Tag, "Create a bulk job")
    {
        Description = """
            Applies one action to many orders, each in its own transaction, in the background on any node. The orders are selected when the
            job is created. The job runs with your permissions, which are checked when an order is processed. With `dryRun`, each order is
            decided and only the results are written. `reroute-unroutable` decides all orders together: scarce stock is allocated so that
            the most orders become complete.
            """,
        Parameters = [NativeOrderOperations.IdempotencyKey],
        Body = BulkJobSchemas.NewJob,
        Example = """
            {
              "action": { "modify": { "changes": [ { "type": "setAttributes", "attributes": { "campaign": "winter" } } ] } },
              "where": { "status": { "is": "open" }, "lines": { "some": { "article": { "is": "TSHIRT-W-2468" } } } },
              "dryRun": true
            }
            """,
        Responses = [new(StatusCodes.Status202Accepted, "The job. `Location` contains its URL.", BulkJobSchemas.Job)],
        ErrorStatuses = [422],
    };

    public static readonly OperationMetadata List = new("listBulkJobs", Tag, "List bulk jobs")
    {
        Description = "Newest first.",
        Parameters =
        [
            new("after", "The value of `next` of the previous page.", NativeCommonSchemas.Id),
            new("size", "The maximum number of items.", JsonSchema.Integer(1, BulkJobSchemas.MaxPageSize)) { Default = 50 },
        ],
        Responses = [new(StatusCodes.Status200OK, "A page of jobs.", BulkJobSchemas.Jobs)],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata Get = new("getBulkJob", Tag, "Get a bulk job and its progress")
    {
        Description = "`Accept: text/event-stream` streams the job on every progress until it ends.",
        Responses =
        [
            Job,
            new(StatusCodes.Status200OK, "The stream, if requested.", JsonSchema.Text().WithDescription(
                "Server-sent events: `event` is `progress`, `data` is the BulkJob as JSON in one line."))
            {
                MediaType = "text/event-stream",
            },
        ],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ListResults = new("listBulkJobItemResults", Tag, "List the result of each order of a bulk job")
    {
        Parameters =
        [
            new("state", "Only results with this state.", EnumWireNames.Schema<BulkJobItemState>()) { IsRepeated = true },
            new("after", "The value of `next` of the previous page.", JsonSchema.Integer(0)),
            new("size", "The maximum number of items.", JsonSchema.Integer(1, BulkJobSchemas.MaxPageSize)) { Default = 100 },
        ],
        Responses = [new(StatusCodes.Status200OK, "A page of results, in the sequence of the job.", BulkJobSchemas.Results)],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata Pause = new("pauseBulkJob", Tag, "Pause a bulk job")
    {
        Description = "Orders in progress are completed. No further orders are started.",
        Responses = [Job],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata Resume = new("resumeBulkJob", Tag, "Resume a bulk job")
    {
        Description = "Only for the requester of the job, because it runs with the requester's permissions.",
        Responses = [Job],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata Cancel = new("cancelBulkJob", Tag, "Cancel a bulk job")
    {
        Description = "Orders that are already processed keep their changes.",
        Responses = [Job],
        ErrorStatuses = [404, 422],
    };
}
