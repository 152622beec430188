using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Application.Routing;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Request schema of a routing simulation: a stored or new order, with a stored strategy, a given strategy, or the active strategy.
/// </summary>
internal static class TryOutSchemas
{
    public static readonly JsonSchema Simulation = new SingleOrderSchema(JsonSchema.Object(
        Optional("orderRef", CommonSchemas.Ref),
        Optional("order", OrderRequestSchemas.ForCreation),
        Optional("strategyRef", CommonSchemas.Ref),
        Optional("strategyVersion", JsonSchema.Integer(1)),
        Optional("strategy", StrategySchemas.Inline)).WithOneOf("orderRef", "order"));

    private sealed class SingleOrderSchema(JsonSchema schema) : JsonSchema
    {
        public override string Expectation => schema.Expectation;

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var before = report.Errors.Length;
            schema.Validate(value, report);
            if (report.Errors.Length > before)
            {
                return;
            }

            if (value.HasMember("orderRef") && value.HasMember("order"))
            {
                report.Add("has an orderRef and an order", "must have one of them");
            }

            if (value.HasMember("strategyRef") && value.HasMember("strategy"))
            {
                report.Add("has a strategyRef and a strategy", "must have one of them, or none for the active strategy");
            }

            if (value.HasMember("strategyVersion") && !value.HasMember("strategyRef"))
            {
                report.Add("strategyVersion", "is present without a strategyRef", "must be a version of the strategy in strategyRef");
            }
        }

        public override JsonObject ToJsonSchema(SchemaRegistry registry) => schema.ToJsonSchema(registry);
    }
}

/// <summary>Writes the result of a routing simulation: the routing plans and the decision log.</summary>
internal static class TryOutWriter
{
    public static void Write(Utf8JsonWriter json, (RoutingSimulationResult Tried, DateTimeOffset At) simulation)
    {
        var (order, route, strategy) = simulation.Tried;
        if (order.Revision > 1 || order.Plans.Length > 0)
        {
            json.WriteString("orderRef", order.Id.Value);
        }

        DecisionLogWriter.WriteEvaluation(json, strategy, null);
        json.WriteStartArray("routingPlans");
        foreach (var facilityAssignments in route.Assignments.GroupBy(a => a.Facility))
        {
            json.WriteStartObject();
            json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(RoutingPlanStatus.Routed));
            json.WriteString("facilityRef", facilityAssignments.Key.Value);
            json.WriteObjects("orderLineItems", facilityAssignments.Select(a => (a.Line, a.Quantity, order)), WriteLine);
            json.WriteEndObject();
        }

        if (!route.Unroutable.IsEmpty)
        {
            json.WriteStartObject();
            json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(RoutingPlanStatus.NotRoutable));
            json.WriteObjects("orderLineItems", route.Unroutable.Select(a => (a.Line, a.Quantity, order)), WriteLine);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteObject("decisionLog", new DecisionLogView(null, route.Log, strategy, simulation.At), DecisionLogWriter.Write);
    }

    private static void WriteLine(Utf8JsonWriter json, (LineId Line, Quantity Quantity, Order Order) line)
    {
        json.WriteString("id", line.Line.Value);
        json.WriteQuantity("quantity", line.Quantity);
        json.WriteText("tenantArticleId", line.Order.FindLine(line.Line)?.Article.Value);
    }
}
