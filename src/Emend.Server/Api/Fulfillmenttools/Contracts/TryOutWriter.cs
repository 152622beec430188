using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>What is tried: an order that is there, or one as it would be placed; by a stored strategy, one given, or that in use.</summary>
internal static class TryOutSchemas
{
    public static readonly JsonSchema TryOut = new SingleOrderSchema(JsonSchema.Object(
        Optional("orderRef", CommonSchemas.Ref),
        Optional("order", OrderRequestSchemas.ForCreation),
        Optional("strategyRef", CommonSchemas.Ref),
        Optional("strategyVersion", JsonSchema.Whole(1)),
        Optional("strategy", StrategySchemas.Inline)).WithOneOf("orderRef", "order"));

    private sealed class SingleOrderSchema(JsonSchema schema) : JsonSchema
    {
        public override string Expectation => schema.Expectation;

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var before = report.Problems.Length;
            schema.Validate(value, report);
            if (report.Problems.Length > before) return;
            if (value.Has("orderRef") && value.Has("order")) report.Add("names an orderRef and gives an order", "must have one of them");
            if (value.Has("strategyRef") && value.Has("strategy"))
                report.Add("names a strategyRef and gives a strategy", "must have one of them, or none for the strategy in use");
            if (value.Has("strategyVersion") && !value.Has("strategyRef"))
                report.Add("strategyVersion", "is there without a strategyRef", "must be a version of the strategy named");
        }

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);
    }
}

/// <summary>How an order would be routed: plans that are not there, and the decision log.</summary>
internal static class TryOutWriter
{
    public static void Write(Utf8JsonWriter json, (RoutingSimulationResult Tried, DateTimeOffset At) told)
    {
        var (order, route, strategy) = told.Tried;
        if (order.Revision > 1 || order.Plans.Length > 0) json.WriteString("orderRef", order.Id.Value);
        DecisionLogWriter.Evaluation(json, strategy);
        json.WriteStartArray("routingPlans");
        foreach (var there in route.Assignments.GroupBy(a => a.Facility))
        {
            json.WriteStartObject();
            json.WriteString("status", FulfillmenttoolsStatusNames.Of(RoutingPlanStatus.Routed));
            json.WriteString("facilityRef", there.Key.Value);
            json.Objects("orderLineItems", there.Select(a => (a.Line, a.Quantity, order)), Line);
            json.WriteEndObject();
        }

        if (!route.Unplaced.IsEmpty)
        {
            json.WriteStartObject();
            json.WriteString("status", FulfillmenttoolsStatusNames.Of(RoutingPlanStatus.NotRoutable));
            json.Objects("orderLineItems", route.Unplaced.Select(a => (a.Line, a.Quantity, order)), Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Object("decisionLog", new DecisionLogView(null, route.Log, strategy, told.At), DecisionLogWriter.Write);
    }

    private static void Line(Utf8JsonWriter json, (LineId Line, Quantity Quantity, Order Order) line)
    {
        json.WriteString("id", line.Line.Value);
        json.Amount("quantity", line.Quantity);
        json.Text("tenantArticleId", line.Order.FindLine(line.Line)?.Article.Value);
    }
}
