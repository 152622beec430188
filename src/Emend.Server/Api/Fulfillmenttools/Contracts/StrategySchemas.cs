using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request schemas of routing strategies. A strategy has one node with fences, ratings, and order split rules.</summary>
internal static class StrategySchemas
{
    public const int MaxWeight = 1_000_000;

    /// <summary>The number of splits from which on their number is not limited; no order has as many deliveries.</summary>
    public const int UnlimitedSplits = 1_000;

    private static readonly JsonSchema Fence = JsonSchema.Object(
        Required("type", JsonSchema.Choice("StandardFence")),
        Required("implementation", JsonSchema.Choice(RoutingNames.FenceNames)),
        Required("active", JsonSchema.Boolean),
        Optional("activeMode", JsonSchema.Choice("static", "reactive")),
        Optional("supportedModes", JsonSchema.List(JsonSchema.Choice("static", "reactive"))),
        Optional("name", JsonSchema.Text()),
        Optional("description", JsonSchema.Text())).Named("RoutingFence");

    private static readonly JsonSchema Rating = new RatingSchema(JsonSchema.Object(
        Required("type", JsonSchema.Choice("StandardRating")),
        Required("implementation", JsonSchema.Choice(RoutingNames.RatingNames)),
        Required("active", JsonSchema.Boolean),
        Required("maxPenalty", JsonSchema.Integer(0, MaxWeight).WithDescription("The penalty of the worst facility.")),
        Optional("name", JsonSchema.Text()),
        Optional("description", JsonSchema.Text())).Named("RoutingRating"));

    private static readonly JsonSchema OrderSplit = JsonSchema.Object(
        Required("active", JsonSchema.Boolean),
        Optional("activeForSameday", JsonSchema.Boolean),
        Optional(
            "maxSplitCount",
            JsonSchema.Integer(0, UnlimitedSplits).WithDescription(
                "Maximum number of deliveries minus one. If absent or 1000, unlimited.")),
        Optional("shouldUseWaitingRoomForPreBackOrderItems", JsonSchema.Boolean.WithDescription("Stored without effect.")),
        Optional(
            "splitLines",
            JsonSchema.Boolean.WithDescription(
                "Whether several facilities can supply one line, and whether a line can be supplied in part.")),
        Optional(
            "routeInPart",
            JsonSchema.Boolean.WithDescription("Whether an order can be routed in part. If false, the whole order becomes unroutable.")))
        .Named("RoutingOrderSplit");

    public static readonly JsonSchema Config = JsonSchema.Object(
        Required("fences", new UniqueImplementationSchema(JsonSchema.List(Fence, max: 50))),
        Required("ratings", new UniqueImplementationSchema(JsonSchema.List(Rating, max: 50))),
        Optional("orderSplit", OrderSplit)).Named("RoutingNodeConfig");

    public static readonly JsonSchema Node = JsonSchema.Object(
        Required("config", Config),
        Optional("id", CommonSchemas.Ref),
        Optional("active", new AlwaysTrueSchema()),
        Optional("name", JsonSchema.Text()),
        Optional("nameLocalized", CommonSchemas.Localized),
        Optional("description", JsonSchema.Text()),
        Optional("descriptionLocalized", CommonSchemas.Localized)).Named("RoutingNode");

    public static readonly JsonSchema GlobalConfiguration = JsonSchema.Object(
        Optional("blacklistAssignedFacilities", JsonSchema.Boolean),
        Optional("rerouteShortPicks", JsonSchema.Boolean.WithDescription(
            "Whether units that a picker did not find are rerouted; otherwise they are canceled. A member of Emend.")),
        Optional("stopRoutingAttemptsAfterTime", new WholeMinuteDurationSchema()),
        Optional("defaultPrice", JsonSchema.Number(0).WithDescription("Stored without effect."))).Named("RoutingGlobalConfiguration");

    public static readonly ObjectSchema Inline = JsonSchema.Object(
        Required("rootNode", Node), Optional("globalConfiguration", GlobalConfiguration));

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Required("nameLocalized", CommonSchemas.Localized),
        Optional("name", JsonSchema.Text()),
        Optional("rootNode", Node),
        Optional("globalConfiguration", GlobalConfiguration));

    public static readonly JsonSchema ForUpdate = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("rootNode", Node),
        Optional("nameLocalized", CommonSchemas.Localized),
        Optional("name", JsonSchema.Text()),
        Optional("globalConfiguration", GlobalConfiguration));

    public static readonly JsonSchema Action = JsonSchema.Object(
        Required("name", JsonSchema.Choice("ACTIVATE", "COPY")),
        Required("version", CommonSchemas.Version),
        Optional("nameLocalized", CommonSchemas.Localized));

    /// <summary>A rating. Unsupported ratings must be inactive.</summary>
    private sealed class RatingSchema(JsonSchema schema) : JsonSchema
    {
        public override string Expectation => schema.Expectation;

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var before = report.Errors.Length;
            schema.Validate(value, report);
            if (report.Errors.Length > before || value.ReadBoolean("active") is not true)
            {
                return;
            }

            if (RoutingNames.UnsupportedRatings.TryGetValue(value.ReadText("implementation")!, out var reason))
            {
                report.Add("active", $"is true, but {reason}", "must be false for this rating");
            }
        }

        public override JsonObject ToJsonSchema(SchemaRegistry registry) => schema.ToJsonSchema(registry);
    }

    /// <summary>A list with unique implementations.</summary>
    private sealed class UniqueImplementationSchema(JsonSchema list) : JsonSchema
    {
        public override string Expectation => list.Expectation;

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var before = report.Errors.Length;
            list.Validate(value, report);
            if (report.Errors.Length > before)
            {
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (index, entry) in value.EnumerateArray().Index())
            {
                report.Enter(index);
                if (!seen.Add(entry.ReadText("implementation")!))
                {
                    report.Add("implementation", "is a duplicate", "must be unique in the list");
                }

                report.Leave();
            }
        }

        public override JsonObject ToJsonSchema(SchemaRegistry registry) => list.ToJsonSchema(registry);
    }

    /// <summary>Must be true: a strategy has one node, which is always active.</summary>
    private sealed class AlwaysTrueSchema : JsonSchema
    {
        public override string Expectation => "true: a strategy has one node, which is always active";

        public override void Validate(JsonElement value, ValidationReport report)
        {
            if (value.ValueKind is not JsonValueKind.True)
            {
                Mismatch(value, report);
            }
        }

        public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema("boolean", ("const", true));
    }

    /// <summary>An ISO 8601 duration in whole minutes, without months and years.</summary>
    private sealed class WholeMinuteDurationSchema : JsonSchema
    {
        public override string Expectation => "a duration of whole minutes up to P365D, such as PT8H or P1DT30M";

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.ReadText(value) : null;
            if (text is null || Iso8601Duration.Of(text) is not { } time || time < TimeSpan.Zero || time > TimeSpan.FromDays(365)
                || time.Ticks % TimeSpan.TicksPerMinute != 0)
            {
                Mismatch(value, report);
            }
        }

        public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
            SchemaRegistry.CreateSchema(
                "string", ("maxLength", Iso8601Duration.MaxLength), ("description", "An ISO 8601 duration in whole minutes."));
    }
}

/// <summary>Parses and formats ISO 8601 durations.</summary>
internal static class Iso8601Duration
{
    public const int MaxLength = 40;

    /// <summary>Returns null for invalid text and for durations with months or years.</summary>
    public static TimeSpan? Of(string text)
    {
        if (text.Length is 0 or > MaxLength || text[0] != 'P' || text.Split('T')[0].AsSpan().ContainsAny('Y', 'M'))
        {
            return null;
        }

        try
        {
            return text.EndsWith('W') ? TimeSpan.FromDays(7 * int.Parse(text[1..^1], null)) : XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    public static string Of(TimeSpan time) => XmlConvert.ToString(time);
}
