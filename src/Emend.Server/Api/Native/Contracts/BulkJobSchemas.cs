using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.Search;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Request and response schemas of bulk jobs.</summary>
internal static class BulkJobSchemas
{
    /// <summary>The maximum number of order ids in one request.</summary>
    public const int MaxOrderIds = 10_000;

    /// <summary>The maximum size of a request body in bytes.</summary>
    public const int MaxBodyBytes = 4 * 1_048_576;

    public const int MaxPageSize = 500;

    private static readonly JsonSchema Order = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Id.WithDescription("The id of the order.")),
        Optional("revision", NativeCommonSchemas.Revision.WithDescription(
            "The expected revision. If the order has another revision, it is not modified.")))
        .Named("BulkJobOrder");

    public static readonly JsonSchema Action = JsonSchema.Object(
        [.. BulkCommandReader.Kinds.Select(kind => Optional(kind.Name, kind.Body))])
        .WithOneOf([.. BulkCommandReader.Kinds.Select(kind => kind.Name)])
        .WithDescription("Exactly one action with the request body of its endpoint, without baseRevision, quoteToken and tolerance.")
        .Named("BulkJobAction");

    public static readonly JsonSchema NewJob = JsonSchema.Object(
        Required("action", Action),
        Optional("orders", JsonSchema.List(Order, MaxOrderIds, 1).WithDescription("The orders, processed in this sequence.")),
        Optional("where", OrderWhereSchema.Clause.WithDescription("A search query. It selects the orders when the job is created.")),
        Optional("unroutable", JsonSchema.Boolean.WithDescription(
            "True selects all orders with unroutable units, the longest waiting first.")),
        Optional("sort", OrderPageQuery.SortSchema.WithDescription(
            "The processing sequence of orders selected by where. Default: orderedAt.")),
        Optional("dryRun", JsonSchema.Boolean.WithDescription("True decides each order and writes only the results."))).Named("NewBulkJob");

    public static readonly JsonSchema Job = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("state", EnumWireNames.Schema<BulkJobState>()),
        Required("dryRun", JsonSchema.Boolean),
        Required("requestedBy", JsonSchema.Object(
            Required("id", NativeCommonSchemas.Id), Required("name", JsonSchema.Text())).Named("BulkJobRequester")),
        Required("action", JsonSchema.AnyObject.WithDescription("The requested action with its body.")),
        Required("createdAt", JsonSchema.Timestamp),
        Optional("endedAt", JsonSchema.Timestamp),
        Required("total", JsonSchema.Integer(1)),
        Required("succeeded", JsonSchema.Integer(0).WithDescription(
            "Orders that were modified. In a dry run: orders that would be modified.")),
        Required("unchanged", JsonSchema.Integer(0).WithDescription("Orders that already had the requested state.")),
        Required("rejected", JsonSchema.Integer(0)),
        Required("failed", JsonSchema.Integer(0)),
        Required("remaining", JsonSchema.Integer(0)),
        Optional("ordersPerSecond", JsonSchema.Number(0).WithDescription("The average rate while the job was running.")),
        Optional("estimatedSecondsRemaining", JsonSchema.Integer(0).WithDescription("Estimated from ordersPerSecond."))).Named("BulkJob");

    public static readonly JsonSchema Jobs = JsonSchema.Object(
        Required("jobs", JsonSchema.List(Job, MaxPageSize)),
        Optional("next", NativeCommonSchemas.Id.WithDescription("The value of after for the next page."))).Named("BulkJobPage");

    public static readonly JsonSchema Results = JsonSchema.Object(
        Required("results", JsonSchema.List(
            JsonSchema.Object(
                Required("position", JsonSchema.Integer(1)),
                Required("order", NativeCommonSchemas.Id),
                Required("state", EnumWireNames.Schema<BulkJobItemState>()),
                Optional("revision", NativeCommonSchemas.Revision.WithDescription(
                    "The new revision, or the revision that the decision is based on.")),
                Optional("problem", JsonSchema.NonBlankText().WithDescription(
                    "The last segment of the problem type that a request for this order alone would return.")),
                Optional("detail", JsonSchema.Text(10_000)),
                Optional("violations", JsonSchema.List(NativeViews.Schema<RuleViolationView>(), ProblemSchemas.MaxItems)))
                .Named("BulkJobItemResult"),
            MaxPageSize)),
        Optional("next", JsonSchema.Integer(1).WithDescription("The value of after for the next page."))).Named("BulkJobItemResultPage");
}
