using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>How a route was found: who was considered, whom the fences excluded, and why the winner won.</summary>
internal static class RunBody
{
    private const int Most = 1_000;

    public static readonly Shape Shape = Http.Shape.Object(
        Must("because", Http.Shape.Text().Says("Why the winner won, in words.")),
        Must("considered", Http.Shape.Whole(0).Says("So many facilities were looked at.")),
        Must("candidates", Http.Shape.Whole(0).Says("So many of them passed all fences.")),
        Must("fences", Http.Shape.List(
            Http.Shape.Object(Must("fence", States.Shape<FenceKind>()), Must("excluded", Http.Shape.Whole(0))).Named("FenceCount"), Most)),
        Must("best", Http.Shape.List(
            Http.Shape.Object(
                Must("facility", CommonShapes.Ref),
                Must("chosen", Http.Shape.Flag),
                Must("units", CommonShapes.AnyQuantity.Says("How much it could supply alone, at most.")),
                Must("penalty", Http.Shape.Number().Says("The sum of its ratings: the lower the better."))).Named("Candidate"),
            Most)),
        Must("exact", Http.Shape.Flag.Says("Whether no better route exists.")),
        May("strategy", CommonShapes.Ref.Says("By which strategy; nothing where by the one that everybody has.")),
        May("strategyVersion", CommonShapes.Revision)).Named("RoutingRun");

    public static void Write(Utf8JsonWriter json, RoutingLog run)
    {
        json.WriteString("because", run.Because);
        json.WriteNumber("considered", run.Considered);
        json.WriteNumber("candidates", run.Candidates);
        json.Objects("fences", run.Fences, static (fence, count) =>
        {
            fence.WriteString("fence", States.Of(count.Fence));
            fence.WriteNumber("excluded", count.Excluded);
        });
        json.Objects("best", run.Best, static (entry, candidate) =>
        {
            entry.WriteString("facility", candidate.Facility.Value);
            entry.WriteBoolean("chosen", candidate.Chosen);
            entry.Amount("units", candidate.Units);
            entry.WriteNumber("penalty", candidate.Penalty);
        });
        json.WriteBoolean("exact", run.Exact);
        if (run.Strategy is not { } strategy) return;
        json.WriteString("strategy", strategy.Id);
        json.WriteNumber("strategyVersion", strategy.Version);
    }
}
