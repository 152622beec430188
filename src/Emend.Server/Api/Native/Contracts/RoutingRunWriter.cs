using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>
/// Schema and writer of a routing run: the considered facilities, the exclusions of each fence, and the reason for the result.
/// </summary>
internal static class RoutingRunWriter
{
    private const int MaxItems = 1_000;

    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("reason", JsonSchema.Text().WithDescription("Why the route was chosen, as text.")),
        Required("considered", JsonSchema.Integer(0).WithDescription("The number of considered facilities.")),
        Required("candidates", JsonSchema.Integer(0).WithDescription("The number of facilities that passed all fences.")),
        Required("fences", JsonSchema.List(
            JsonSchema.Object(
                Required("fence", EnumWireNames.Schema<FenceKind>()), Required("excluded", JsonSchema.Integer(0))).Named("FenceCount"),
            MaxItems)),
        Required("best", JsonSchema.List(
            JsonSchema.Object(
                Required("facility", NativeCommonSchemas.Id),
                Required("chosen", JsonSchema.Boolean),
                Required("units", NativeCommonSchemas.NonNegativeQuantity.WithDescription(
                    "The maximum quantity that the facility could supply alone.")),
                Required("penalty", JsonSchema.Number().WithDescription(
                    "The sum of the ratings. Lower is better."))).Named("RatedCandidate"),
            MaxItems)),
        Required("exact", JsonSchema.Boolean.WithDescription("True if no better route exists.")),
        Optional("strategy", NativeCommonSchemas.Id.WithDescription("The id of the routing strategy. Missing for the default strategy.")),
        Optional("strategyVersion", NativeCommonSchemas.Revision)).Named("RoutingRun");

    public static void Write(Utf8JsonWriter json, RoutingLog run)
    {
        json.WriteString("reason", run.Reason);
        json.WriteNumber("considered", run.Considered);
        json.WriteNumber("candidates", run.Candidates);
        json.WriteObjects("fences", run.Fences, static (fence, count) =>
        {
            fence.WriteString("fence", EnumWireNames.ToName(count.Fence));
            fence.WriteNumber("excluded", count.Excluded);
        });
        json.WriteObjects("best", run.Best, static (entry, candidate) =>
        {
            entry.WriteString("facility", candidate.Facility.Value);
            entry.WriteBoolean("chosen", candidate.Chosen);
            entry.WriteQuantity("units", candidate.Units);
            entry.WriteNumber("penalty", candidate.Penalty);
        });
        json.WriteBoolean("exact", run.Exact);
        if (run.Strategy is not { } strategy)
        {
            return;
        }

        json.WriteString("strategy", strategy.Id);
        json.WriteNumber("strategyVersion", strategy.Version);
    }
}
