using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Searching;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>Jobs over many orders, as they are asked for and told.</summary>
internal static class BulkShapes
{
    /// <summary>So many orders can be named one by one.</summary>
    public const int MostNamed = 10_000;

    /// <summary>Room for them.</summary>
    public const int MostBytes = 4 * 1_048_576;

    public const int MostOfPage = 500;

    private static readonly Shape Order = Shape.Object(
        Must("order", CommonShapes.Ref.Says("Its id.")),
        May("revision", CommonShapes.Revision.Says("The revision you saw; where it is stale, the order is left alone.")))
        .Named("BulkOrder");

    public static readonly Shape Do = Shape.Object([.. BulkAsks.Kinds.Select(kind => May(kind.Name, kind.Body))])
        .WithOneOf([.. BulkAsks.Kinds.Select(kind => kind.Name)])
        .Says("One of them, with the body that its own endpoint takes; without what is of one order only: baseRevision, token, tolerance.")
        .Named("BulkDo");

    public static readonly Shape Wanted = Shape.Object(
        Must("do", Do),
        May("orders", Shape.List(Order, MostNamed, 1).Says("These orders, in this order.")),
        May("where", OrderWhere.Clause.Says("Or those that a search finds now: the same tree as of the search.")),
        May("unroutable", Shape.Flag.Says("Or all of which units wait for a place now, the longest waiting first: true.")),
        May("sort", Lookup.Sortings.Says("The order in which those that are found are tried; orderedAt where nothing is said.")),
        May("dryRun", Shape.Flag.Says("Whether to decide only, and write nothing but the results."))).Named("BulkWanted");

    public static readonly Shape Job = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("state", States.Shape<BulkState>()),
        Must("dryRun", Shape.Flag),
        Must("by", Shape.Object(Must("id", CommonShapes.Ref), Must("name", Shape.Text())).Named("BulkBy")),
        Must("do", Shape.AnyObject.Says("What is asked.")),
        Must("createdAt", Shape.Moment),
        May("endedAt", Shape.Moment),
        Must("total", Shape.Whole(1)),
        Must("done", Shape.Whole(0).Says("Done; of a dry run: would be done.")),
        Must("unchanged", Shape.Whole(0).Says("Were so already.")),
        Must("refused", Shape.Whole(0)),
        Must("failed", Shape.Whole(0)),
        Must("remaining", Shape.Whole(0)),
        May("rate", Shape.Number(0).Says("Orders a second, while it ran.")),
        May("secondsLeft", Shape.Whole(0).Says("At that rate."))).Named("BulkJob");

    public static readonly Shape Jobs = Shape.Object(
        Must("jobs", Shape.List(Job, MostOfPage)),
        May("next", CommonShapes.Ref.Says("What to send as after for those that are older."))).Named("BulkJobPage");

    public static readonly Shape Results = Shape.Object(
        Must("results", Shape.List(
            Shape.Object(
                Must("position", Shape.Whole(1)),
                Must("order", CommonShapes.Ref),
                Must("state", States.Shape<BulkItemState>()),
                May("revision", CommonShapes.Revision.Says("The revision that was made, or that was decided on.")),
                May("why", Shape.Name().Says("Why not: the end of the type of the problem that a request for this order would get.")),
                May("detail", Shape.Text(10_000)),
                May("refusals", Shape.List(ProblemShapes.Refusal, ProblemShapes.Most))).Named("BulkResult"),
            MostOfPage)),
        May("next", Shape.Whole(1).Says("What to send as after for the next page."))).Named("BulkResultPage");
}
