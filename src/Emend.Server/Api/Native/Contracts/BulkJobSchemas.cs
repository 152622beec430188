using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Jobs over many orders, as they are asked for and told.</summary>
internal static class BulkJobSchemas
{
    /// <summary>So many orders can be named one by one.</summary>
    public const int MaxNamed = 10_000;

    /// <summary>Room for them.</summary>
    public const int MaxBytes = 4 * 1_048_576;

    public const int MaxPageSize = 500;

    private static readonly JsonSchema Order = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Ref.WithDescription("Its id.")),
        Optional("revision", NativeCommonSchemas.Revision.WithDescription("The revision you saw; where it is stale, the order is left alone.")))
        .Named("BulkOrder");

    public static readonly JsonSchema Do = JsonSchema.Object([.. BulkCommandReader.Kinds.Select(kind => Optional(kind.Name, kind.Body))])
        .WithOneOf([.. BulkCommandReader.Kinds.Select(kind => kind.Name)])
        .WithDescription("One of them, with the body that its own endpoint takes; without what is of one order only: baseRevision, token, tolerance.")
        .Named("BulkDo");

    public static readonly JsonSchema Wanted = JsonSchema.Object(
        Required("do", Do),
        Optional("orders", JsonSchema.List(Order, MaxNamed, 1).WithDescription("These orders, in this order.")),
        Optional("where", OrderWhereSchema.Clause.WithDescription("Or those that a search finds now: the same tree as of the search.")),
        Optional("unroutable", JsonSchema.Flag.WithDescription("Or all of which units wait for a place now, the longest waiting first: true.")),
        Optional("sort", OrderPageQuery.Sortings.WithDescription("The order in which those that are found are tried; orderedAt where nothing is said.")),
        Optional("dryRun", JsonSchema.Flag.WithDescription("Whether to decide only, and write nothing but the results."))).Named("BulkWanted");

    public static readonly JsonSchema Job = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("state", EnumWireNames.Shape<BulkJobState>()),
        Required("dryRun", JsonSchema.Flag),
        Required("by", JsonSchema.Object(Required("id", NativeCommonSchemas.Ref), Required("name", JsonSchema.Text())).Named("BulkBy")),
        Required("do", JsonSchema.AnyObject.WithDescription("What is asked.")),
        Required("createdAt", JsonSchema.Moment),
        Optional("endedAt", JsonSchema.Moment),
        Required("total", JsonSchema.Whole(1)),
        Required("done", JsonSchema.Whole(0).WithDescription("Done; of a dry run: would be done.")),
        Required("unchanged", JsonSchema.Whole(0).WithDescription("Were so already.")),
        Required("refused", JsonSchema.Whole(0)),
        Required("failed", JsonSchema.Whole(0)),
        Required("remaining", JsonSchema.Whole(0)),
        Optional("rate", JsonSchema.Number(0).WithDescription("Orders a second, while it ran.")),
        Optional("secondsLeft", JsonSchema.Whole(0).WithDescription("At that rate."))).Named("BulkJob");

    public static readonly JsonSchema Jobs = JsonSchema.Object(
        Required("jobs", JsonSchema.List(Job, MaxPageSize)),
        Optional("next", NativeCommonSchemas.Ref.WithDescription("What to send as after for those that are older."))).Named("BulkJobPage");

    public static readonly JsonSchema Results = JsonSchema.Object(
        Required("results", JsonSchema.List(
            JsonSchema.Object(
                Required("position", JsonSchema.Whole(1)),
                Required("order", NativeCommonSchemas.Ref),
                Required("state", EnumWireNames.Shape<BulkJobItemState>()),
                Optional("revision", NativeCommonSchemas.Revision.WithDescription("The revision that was made, or that was decided on.")),
                Optional("why", JsonSchema.Name().WithDescription("Why not: the end of the type of the problem that a request for this order would get.")),
                Optional("detail", JsonSchema.Text(10_000)),
                Optional("refusals", JsonSchema.List(ProblemSchemas.Refusal, ProblemSchemas.Max))).Named("BulkResult"),
            MaxPageSize)),
        Optional("next", JsonSchema.Whole(1).WithDescription("What to send as after for the next page."))).Named("BulkResultPage");
}
