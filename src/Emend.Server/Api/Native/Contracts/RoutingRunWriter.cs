using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>How a route was found: who was considered, whom the fences excluded, and why the winner won.</summary>
internal static class RoutingRunWriter
{
    private const int Max = 1_000;

    public static readonly JsonSchema Schema = Http.JsonSchema.Object(
        Required("because", Http.JsonSchema.Text().WithDescription("Why the winner won, in words.")),
        Required("considered", Http.JsonSchema.Whole(0).WithDescription("So many facilities were looked at.")),
        Required("candidates", Http.JsonSchema.Whole(0).WithDescription("So many of them passed all fences.")),
        Required("fences", Http.JsonSchema.List(
            Http.JsonSchema.Object(Required("fence", EnumWireNames.Shape<FenceKind>()), Required("excluded", Http.JsonSchema.Whole(0))).Named("FenceCount"), Max)),
        Required("best", Http.JsonSchema.List(
            Http.JsonSchema.Object(
                Required("facility", NativeCommonSchemas.Ref),
                Required("chosen", Http.JsonSchema.Flag),
                Required("units", NativeCommonSchemas.AnyQuantity.WithDescription("How much it could supply alone, at most.")),
                Required("penalty", Http.JsonSchema.Number().WithDescription("The sum of its ratings: the lower the better."))).Named("Candidate"),
            Max)),
        Required("exact", Http.JsonSchema.Flag.WithDescription("Whether no better route exists.")),
        Optional("strategy", NativeCommonSchemas.Ref.WithDescription("By which strategy; nothing where by the one that everybody has.")),
        Optional("strategyVersion", NativeCommonSchemas.Revision)).Named("RoutingRun");

    public static void Write(Utf8JsonWriter json, RoutingLog run)
    {
        json.WriteString("because", run.Reason);
        json.WriteNumber("considered", run.Considered);
        json.WriteNumber("candidates", run.Candidates);
        json.Objects("fences", run.Fences, static (fence, count) =>
        {
            fence.WriteString("fence", EnumWireNames.Of(count.Fence));
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
