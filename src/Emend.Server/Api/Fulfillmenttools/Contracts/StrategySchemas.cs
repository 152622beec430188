using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Routing strategies: one node with fences, ratings and how an order may be split.</summary>
internal static class StrategySchemas
{
    public const int MaxWeight = 1_000_000;
    private const int MaxSplits = 1_000;

    private static readonly JsonSchema Fence = JsonSchema.Object(
        Required("type", JsonSchema.Choice("StandardFence")),
        Required("implementation", JsonSchema.Choice(RoutingNames.FenceNames)),
        Required("active", JsonSchema.Flag),
        Optional("activeMode", JsonSchema.Choice("static", "reactive")),
        Optional("supportedModes", JsonSchema.List(JsonSchema.Choice("static", "reactive"))),
        Optional("name", JsonSchema.Text()),
        Optional("description", JsonSchema.Text())).Named("RoutingFence");

    private static readonly JsonSchema Rating = new RatingSchema(JsonSchema.Object(
        Required("type", JsonSchema.Choice("StandardRating")),
        Required("implementation", JsonSchema.Choice(RoutingNames.RatingNames)),
        Required("active", JsonSchema.Flag),
        Required("maxPenalty", JsonSchema.Whole(0, MaxWeight).WithDescription("The penalty of the worst.")),
        Optional("name", JsonSchema.Text()),
        Optional("description", JsonSchema.Text())).Named("RoutingRating"));

    private static readonly JsonSchema Split = JsonSchema.Object(
        Required("active", JsonSchema.Flag),
        Optional("activeForSameday", JsonSchema.Flag),
        Optional("maxSplitCount", JsonSchema.Whole(0, MaxSplits).WithDescription("One less than the most deliveries; without it, as many as it takes.")),
        Optional("shouldUseWaitingRoomForPreBackOrderItems", JsonSchema.Flag.WithDescription("Kept, and of no effect.")),
        Optional("splitLines", JsonSchema.Flag.WithDescription("Whether a line may come from several facilities, or in part.")),
        Optional("routeInPart", JsonSchema.Flag.WithDescription("Whether the rest waits while a part is routed; else the order waits whole.")))
        .Named("RoutingOrderSplit");

    public static readonly JsonSchema Config = JsonSchema.Object(
        Required("fences", new UniqueImplementationSchema(JsonSchema.List(Fence, max: 50))),
        Required("ratings", new UniqueImplementationSchema(JsonSchema.List(Rating, max: 50))),
        Optional("orderSplit", Split)).Named("RoutingNodeConfig");

    public static readonly JsonSchema Node = JsonSchema.Object(
        Required("config", Config),
        Optional("id", CommonSchemas.Ref),
        Optional("active", new AlwaysTrueSchema()),
        Optional("name", JsonSchema.Text()),
        Optional("nameLocalized", CommonSchemas.Localized),
        Optional("description", JsonSchema.Text()),
        Optional("descriptionLocalized", CommonSchemas.Localized)).Named("RoutingNode");

    public static readonly JsonSchema Global = JsonSchema.Object(
        Optional("blacklistAssignedFacilities", JsonSchema.Flag),
        Optional("rerouteShortPicks", JsonSchema.Flag.WithDescription("Whether what a picker did not find is routed again. Ours.")),
        Optional("stopRoutingAttemptsAfterTime", new WholeMinuteDurationSchema()),
        Optional("defaultPrice", JsonSchema.Number(0).WithDescription("Kept, and of no effect."))).Named("RoutingGlobalConfiguration");

    public static readonly ObjectSchema Inline = JsonSchema.Object(Required("rootNode", Node), Optional("globalConfiguration", Global));

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Required("nameLocalized", CommonSchemas.Localized),
        Optional("name", JsonSchema.Text()),
        Optional("rootNode", Node),
        Optional("globalConfiguration", Global));

    public static readonly JsonSchema ForModification = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("rootNode", Node),
        Optional("nameLocalized", CommonSchemas.Localized),
        Optional("name", JsonSchema.Text()),
        Optional("globalConfiguration", Global));

    public static readonly JsonSchema Action = JsonSchema.Object(
        Required("name", JsonSchema.Choice("ACTIVATE", "COPY")),
        Required("version", CommonSchemas.Version),
        Optional("nameLocalized", CommonSchemas.Localized));

    /// <summary>A rating that nothing here can be rated by may be listed, and stays off.</summary>
    private sealed class RatingSchema(JsonSchema schema) : JsonSchema
    {
        public override string Expectation => schema.Expectation;

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var before = report.Problems.Length;
            schema.Validate(value, report);
            if (report.Problems.Length > before || value.Flag("active") is not true) return;
            if (RoutingNames.Unrated.TryGetValue(value.Text("implementation")!, out var reason))
                report.Add("active", $"is true, and {reason}", "must be false for this rating");
        }

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);
    }

    /// <summary>A list of which no entry has the implementation of another.</summary>
    private sealed class UniqueImplementationSchema(JsonSchema list) : JsonSchema
    {
        public override string Expectation => list.Expectation;

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var before = report.Problems.Length;
            list.Validate(value, report);
            if (report.Problems.Length > before) return;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (index, entry) in value.EnumerateArray().Index())
            {
                report.Enter(index);
                if (!seen.Add(entry.Text("implementation")!)) report.Add("implementation", "is there twice", "list it once");
                report.Leave();
            }
        }

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => list.ToJsonSchema(schemaRegistry);
    }

    /// <summary>A strategy has one node, and that cannot be off.</summary>
    private sealed class AlwaysTrueSchema : JsonSchema
    {
        public override string Expectation => "true: a strategy has one node; activate another strategy instead";

        public override void Validate(JsonElement value, ValidationReport report)
        {
            if (value.ValueKind is not JsonValueKind.True) Mismatch(value, report);
        }

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of("boolean", ("const", true));
    }

    /// <summary>A duration of ISO 8601 in whole minutes, without months and years.</summary>
    private sealed class WholeMinuteDurationSchema : JsonSchema
    {
        public override string Expectation => "a duration of whole minutes up to P365D, such as PT8H or P1DT30M";

        public override void Validate(JsonElement value, ValidationReport report)
        {
            var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.Of(value) : null;
            if (text is null || Iso8601Duration.Of(text) is not { } time || time < TimeSpan.Zero || time > TimeSpan.FromDays(365)
                || time.Ticks % TimeSpan.TicksPerMinute != 0)
                Mismatch(value, report);
        }

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) =>
            SchemaRegistry.Of("string", ("maxLength", Iso8601Duration.Max), ("description", "A duration of ISO 8601 in whole minutes."));
    }
}

/// <summary>Durations of ISO 8601.</summary>
internal static class Iso8601Duration
{
    public const int Max = 40;

    /// <summary>Null where it is none, or not one of a fixed length.</summary>
    public static TimeSpan? Of(string text)
    {
        if (text.Length is 0 or > Max || text[0] != 'P' || text.Split('T')[0].AsSpan().ContainsAny('Y', 'M')) return null;
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
