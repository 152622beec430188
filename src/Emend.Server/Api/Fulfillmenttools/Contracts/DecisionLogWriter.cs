using System.Globalization;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A decision log with what is told around it.</summary>
/// <param name="Plan">Of which plan; null where it was only tried.</param>
/// <param name="Log">The log.</param>
/// <param name="Strategy">The strategy that decided; null where it is no longer known.</param>
/// <param name="At">When.</param>
internal sealed record DecisionLogView(RoutingPlan? Plan, RoutingLog Log, RoutingStrategy? Strategy, DateTimeOffset At);

/// <summary>Decision logs, ours to theirs; how the winner won, how good the route is and which strategy decided is told besides.</summary>
internal static class DecisionLogWriter
{
    public static string PathOf(RoutingPlan plan) =>
        $"/api/routingplans/{plan.Id}/decisionlogs/{plan.RunNumber.ToString(CultureInfo.InvariantCulture)}";

    public static void Write(Utf8JsonWriter json, DecisionLogView decisionLogView)
    {
        var log = decisionLogView.Log;
        if (decisionLogView.Plan is { } plan)
        {
            json.WriteString("id", $"{plan.Id}-{plan.RunNumber.ToString(CultureInfo.InvariantCulture)}");
            json.WriteString("routingPlanRef", plan.Id.Value);
            json.WriteNumber("routingRun", plan.RunNumber);
        }

        json.WriteNumber("version", 1);
        json.Moment("created", decisionLogView.At);
        json.Moment("lastModified", decisionLogView.At);
        json.Objects("facilityDecisions", log.Best.Index(), (item, best) => Decision(item, best.Item, best.Index + 1, decisionLogView));
        json.Object("results", decisionLogView, Results);
        json.Object("statistics", decisionLogView, Statistics);
        if (decisionLogView.Strategy is { } strategy) json.Object("routingStrategyEvaluationResult", strategy, Evaluation);
        json.WriteString("strategyRef", log.Strategy?.Id ?? "default");
        json.WriteNumber("strategyVersion", log.Strategy?.Version ?? 1);
        json.WriteString("because", log.Reason);
        json.Text("comparison", Comparison(log));
        json.WriteNumber("penalty", log.Penalty);
        json.WriteBoolean("exact", log.Exact);
        json.WriteStartObject("gap");
        json.Amount("units", log.Gap.Units);
        json.WriteNumber("deliveries", log.Gap.Deliveries);
        json.WriteEndObject();
    }

    public static void Evaluation(Utf8JsonWriter json, RoutingStrategy strategy)
    {
        json.Object("evaluatedConfig", strategy, StrategyWriter.Config);
        json.WriteStartArray("evaluatedPath");
        json.WriteStartObject();
        json.WriteString("evaluationResult", "NODE_ACTIVE");
        json.WriteString("ref", strategy.Ref?.Id ?? "default");
        json.WriteString("type", "NODE");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Decision(Utf8JsonWriter json, RatedCandidate candidate, int rank, DecisionLogView decisionLogView)
    {
        json.Object("facility", candidate.Facility, Facility);
        json.WriteNumber("rank", rank);
        json.WriteNumber("totalPenalty", candidate.Penalty);
        json.WriteBoolean("chosen", candidate.Chosen);
        json.Amount("couldSupply", candidate.Units);
        json.WriteBoolean("isBestRated", candidate == Best(decisionLogView.Log, c => -c.Penalty));
        json.WriteBoolean("isBestAvailable", candidate == Best(decisionLogView.Log, c => c.Units.ToDecimal()));
        json.Objects("orderFences", decisionLogView.Log.Fences, static (item, fence) =>
        {
            item.WriteString("name", RoutingNames.Of(fence.Fence));
            item.WriteString("decision", "PASSED");
            item.Texts("details", []);
        });
        json.Objects("orderRatings", candidate.Ratings.Select(r => (r, decisionLogView.Strategy)), static (item, rated) =>
        {
            var (kind, penalty) = rated.r;
            item.WriteString("name", RoutingNames.Of(kind));
            item.WriteNumber("score", penalty);
            if (rated.Strategy?.Ratings.FirstOrDefault(r => r.Kind == kind) is not { Weight: > 0 and var weight }) return;
            item.WriteNumber("maxPenalty", weight);
            item.WriteNumber("normalizedScore", Math.Round(penalty / weight, 6));
        });
        foreach (var none in (string[])["orderLineItemFences", "orderLineItemRatings", "availabilities"]) json.Texts(none, []);
    }

    private static void Results(Utf8JsonWriter json, DecisionLogView decisionLogView)
    {
        if (decisionLogView.Plan is { } plan)
        {
            var status = plan.Facility is null ? RoutingPlanStatus.NotRoutable : RoutingPlanStatus.Routed;
            json.WriteString("routingPlanStatus", FulfillmenttoolsStatusNames.Of(status));
            json.Objects("assignedItems", plan.Facility is null ? [] : plan.Lines, static (item, line) =>
            {
                item.WriteString("orderLineItemId", line.Line.Value);
                item.Amount("quantity", line.Quantity);
            });
        }

        if (Best(decisionLogView.Log, c => -c.Penalty) is { } rated) json.Object("bestRatedFacility", rated.Facility, Facility);
        if (Best(decisionLogView.Log, c => c.Units.ToDecimal()) is { } available) json.Object("bestAvailableFacility", available.Facility, Facility);
    }

    private static void Statistics(Utf8JsonWriter json, DecisionLogView decisionLogView)
    {
        json.WriteNumber("consideredAmount", decisionLogView.Log.Considered);
        json.WriteNumber("candidateAmount", decisionLogView.Log.Candidates);
        var left = decisionLogView.Log.Candidates + decisionLogView.Log.Fences.Sum(f => f.Excluded);
        json.WriteStartArray("fenceStatistics");
        foreach (var (fence, excluded) in decisionLogView.Log.Fences)
        {
            json.WriteStartObject();
            json.WriteString("name", RoutingNames.Of(fence));
            json.WriteNumber("passedAmount", left - excluded);
            json.WriteNumber("rejectedAmount", excluded);
            json.WriteNumber("passedPercentage", left == 0 ? 0 : Math.Round(100m * (left - excluded) / left, 1));
            json.WriteEndObject();
            left -= excluded;
        }

        json.WriteEndArray();
        json.Objects("ratingStatistics", decisionLogView.Strategy?.Ratings ?? [], (item, rating) =>
        {
            item.WriteString("name", RoutingNames.Of(rating.Kind));
            item.WriteNumber("maxPenalty", rating.Weight);
            var scores = decisionLogView.Log.Best.SelectMany(b => b.Ratings).Where(r => r.Kind == rating.Kind).Select(r => r.Penalty).ToList();
            if (scores.Count == 0) return;
            item.WriteNumber("minScore", scores.Min());
            item.WriteNumber("maxScore", scores.Max());
        });
        json.Texts("lineItemFenceStatistics", []);
    }

    /// <summary>The winner beside the next best that could supply as much, rating by rating; null where there is none.</summary>
    private static string? Comparison(RoutingLog log)
    {
        var chosen = log.Best.Where(b => b.Chosen).ToList();
        if (chosen is not [var winner]) return null;
        var next = log.Best.Where(b => b != winner && b.Units >= winner.Units).MinBy(b => b.Penalty);
        if (next is null) return $"No other of the best facilities could supply {winner.Units} units.";
        var parts = winner.Ratings.Zip(next.Ratings, (mine, theirs) => (mine.Kind, mine.Penalty, Theirs: theirs.Penalty))
            .Where(p => p.Penalty != p.Theirs)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{RoutingNames.Of(p.Kind)} {p.Penalty} to {p.Theirs}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{winner.Facility} has {winner.Penalty}, the next best, {next.Facility}, {next.Penalty}: {string.Join(", ", parts)}.");
    }

    private static RatedCandidate? Best(RoutingLog log, Func<RatedCandidate, decimal> by) => log.Best.MaxBy(by);

    private static void Facility(Utf8JsonWriter json, FacilityId facility)
    {
        json.WriteString("facilityRef", facility.Value);
        json.WriteString("name", facility.Value);
    }
}
