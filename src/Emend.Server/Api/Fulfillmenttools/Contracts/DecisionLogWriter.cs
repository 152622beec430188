using System.Globalization;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A decision log and its context.</summary>
/// <param name="Plan">The routing plan; null for a simulation.</param>
/// <param name="Log">The log.</param>
/// <param name="Strategy">The strategy that was used; null if the strategy no longer exists.</param>
/// <param name="DecidedAt">Time of the routing run.</param>
internal sealed record DecisionLogView(RoutingPlan? Plan, RoutingLog Log, RoutingStrategy? Strategy, DateTimeOffset DecidedAt)
{
    /// <summary>The order of the plan; null for a simulation.</summary>
    public Order? Order { get; init; }

    /// <summary>Name of the node of the strategy by locale; null for a strategy that is not stored.</summary>
    public JsonText? NodeName { get; init; }
}

/// <summary>Writes decision logs. Adds members of Emend: comparison, quality of the route, and the strategy.</summary>
internal static class DecisionLogWriter
{
    public static string GetPath(RoutingPlan plan) =>
        $"/api/routingplans/{plan.Id}/decisionlogs/{plan.RunNumber.ToString(CultureInfo.InvariantCulture)}";

    public static void Write(Utf8JsonWriter json, DecisionLogView view)
    {
        var log = view.Log;
        if (view.Plan is { } plan)
        {
            json.WriteString("id", $"{plan.Id}-{plan.RunNumber.ToString(CultureInfo.InvariantCulture)}");
            json.WriteString("routingPlanRef", plan.Id.Value);
            json.WriteNumber("routingRun", plan.RunNumber);
        }

        json.WriteNumber("version", 1);
        json.WriteTimestamp("created", view.DecidedAt);
        json.WriteTimestamp("lastModified", view.DecidedAt);
        json.WriteObjects("facilityDecisions", log.Best.Index(), (item, best) => WriteDecision(item, best.Item, best.Index + 1, view));
        json.WriteObject("results", view, WriteResults);
        json.WriteObject("statistics", view, WriteStatistics);
        if (view.Strategy is { } strategy)
        {
            json.WriteObject(
                "routingStrategyEvaluationResult",
                (strategy, view.NodeName),
                static (item, used) => WriteEvaluation(item, used.strategy, used.NodeName));
        }

        json.WriteString("strategyRef", log.Strategy?.Id ?? "default");
        json.WriteNumber("strategyVersion", log.Strategy?.Version ?? 1);
        json.WriteString("because", log.Reason);
        json.WriteText("comparison", GetComparison(log));
        json.WriteNumber("penalty", log.Penalty);
        json.WriteBoolean("exact", log.Exact);
        json.WriteStartObject("gap");
        json.WriteQuantity("units", log.Gap.Units);
        json.WriteNumber("deliveries", log.Gap.Deliveries);
        json.WriteEndObject();
    }

    public static void WriteEvaluation(Utf8JsonWriter json, RoutingStrategy strategy, JsonText? nodeName)
    {
        json.WriteObject("evaluatedConfig", strategy, StrategyWriter.WriteConfig);
        json.WriteStartArray("evaluatedPath");
        json.WriteStartObject();
        json.WriteString("evaluationResult", "NODE_ACTIVE");
        json.WriteString("ref", strategy.Ref?.Id ?? "default");
        json.WriteString("type", "NODE");
        json.WriteJson("nameLocalized", nodeName ?? new("{}"));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteDecision(Utf8JsonWriter json, RatedCandidate candidate, int rank, DecisionLogView view)
    {
        json.WriteObject("facility", candidate.Facility, WriteFacility);
        json.WriteNumber("rank", rank);
        json.WriteNumber("totalPenalty", candidate.Penalty);
        json.WriteBoolean("chosen", candidate.Chosen);
        json.WriteQuantity("couldSupply", candidate.Units);
        json.WriteBoolean("isBestRated", candidate == FindBest(view.Log, c => -c.Penalty));
        json.WriteBoolean("isBestAvailable", candidate == FindBest(view.Log, c => c.Units.ToDecimal()));
        json.WriteObjects("orderFences", view.Log.Fences, static (item, fence) =>
        {
            item.WriteString("name", RoutingNames.ToWireName(fence.Fence));
            item.WriteString("decision", "PASSED");
            item.WriteTexts("details", []);
        });
        json.WriteObjects("orderRatings", candidate.Ratings.Select(r => (r, view.Strategy)), static (item, rated) =>
        {
            var (kind, penalty) = rated.r;
            item.WriteString("name", RoutingNames.ToWireName(kind));
            item.WriteNumber("score", penalty);
            if (rated.Strategy?.Ratings.FirstOrDefault(r => r.Kind == kind) is not { Weight: > 0 and var weight })
            {
                return;
            }

            item.WriteNumber("maxPenalty", weight);
            item.WriteNumber("normalizedScore", Math.Round(penalty / weight, 6));
        });
        foreach (var none in (string[])["orderLineItemFences", "orderLineItemRatings", "availabilities"])
        {
            json.WriteTexts(none, []);
        }
    }

    private static void WriteResults(Utf8JsonWriter json, DecisionLogView view)
    {
        if (view.Plan is { } plan)
        {
            var status = plan.Facility is null ? RoutingPlanStatus.NotRoutable : RoutingPlanStatus.Routed;
            json.WriteString("routingPlanStatus", FulfillmenttoolsStatusNames.ToWireName(status));
            json.WriteObjects("assignedItems", plan.Facility is null ? [] : plan.Lines, (item, line) =>
            {
                item.WriteString("orderLineItemId", line.Line.Value);
                if (view.Order?.FindLineOrRemoved(line.Line) is { } known)
                {
                    item.WriteString("tenantArticleId", known.Article.Value);
                    item.WriteString("articleTitle", known.Properties.Title);
                }

                item.WriteQuantity("quantity", line.Quantity);
            });
        }
        else
        {
            json.WriteTexts("assignedItems", []);
        }

        if (FindBest(view.Log, c => -c.Penalty) is { } rated)
        {
            json.WriteObject("bestRatedFacility", rated.Facility, WriteFacility);
        }

        if (FindBest(view.Log, c => c.Units.ToDecimal()) is { } available)
        {
            json.WriteObject("bestAvailableFacility", available.Facility, WriteFacility);
        }
    }

    private static void WriteStatistics(Utf8JsonWriter json, DecisionLogView view)
    {
        json.WriteNumber("consideredAmount", view.Log.Considered);
        json.WriteNumber("candidateAmount", view.Log.Candidates);
        var left = view.Log.Candidates + view.Log.Fences.Sum(f => f.Excluded);
        json.WriteStartArray("fenceStatistics");
        foreach (var (fence, excluded) in view.Log.Fences)
        {
            json.WriteStartObject();
            json.WriteString("name", RoutingNames.ToWireName(fence));
            json.WriteNumber("passedAmount", left - excluded);
            json.WriteNumber("rejectedAmount", excluded);
            json.WriteNumber("passedPercentage", left == 0 ? 0 : Math.Round(100m * (left - excluded) / left, 1));
            json.WriteNumber("durationMs", 0);
            json.WriteEndObject();
            left -= excluded;
        }

        json.WriteEndArray();
        json.WriteObjects("ratingStatistics", view.Strategy?.Ratings ?? [], (item, rating) =>
        {
            item.WriteString("name", RoutingNames.ToWireName(rating.Kind));
            item.WriteNumber("maxPenalty", rating.Weight);
            item.WriteNumber("durationMs", 0);
            var scores = view.Log.Best.SelectMany(b => b.Ratings).Where(r => r.Kind == rating.Kind).Select(r => r.Penalty).ToList();
            if (scores.Count == 0)
            {
                return;
            }

            item.WriteNumber("minScore", scores.Min());
            item.WriteNumber("maxScore", scores.Max());
        });
        json.WriteTexts("lineItemFenceStatistics", []);
    }

    /// <summary>
    /// Compares the chosen facility with the next best facility that could supply as much, rating by rating. Null unless one facility is
    /// chosen.
    /// </summary>
    private static string? GetComparison(RoutingLog log)
    {
        var chosen = log.Best.Where(b => b.Chosen).ToList();
        if (chosen is not [var winner])
        {
            return null;
        }

        var next = log.Best.Where(b => b != winner && b.Units >= winner.Units).MinBy(b => b.Penalty);
        if (next is null)
        {
            return $"None of the other best facilities could supply {winner.Units} units.";
        }

        var parts = winner.Ratings.Zip(next.Ratings, (mine, theirs) => (mine.Kind, mine.Penalty, Theirs: theirs.Penalty))
            .Where(p => p.Penalty != p.Theirs)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{RoutingNames.ToWireName(p.Kind)} {p.Penalty} versus {p.Theirs}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{winner.Facility} has penalty {winner.Penalty}, the next best facility {next.Facility} has {next.Penalty}: "
                + $"{string.Join(", ", parts)}.");
    }

    private static RatedCandidate? FindBest(RoutingLog log, Func<RatedCandidate, decimal> by) => log.Best.MaxBy(by);

    private static void WriteFacility(Utf8JsonWriter json, FacilityId facility)
    {
        json.WriteString("facilityRef", facility.Value);
        json.WriteString("name", facility.Value);
    }
}
