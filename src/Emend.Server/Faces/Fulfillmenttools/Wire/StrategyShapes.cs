using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Routing strategies: one node with fences, ratings and how an order may be split.</summary>
internal static class StrategyShapes
{
    public const int MostWeight = 1_000_000;
    private const int MostSplits = 1_000;

    private static readonly Shape Fence = Shape.Object(
        Must("type", Shape.Choice("StandardFence")),
        Must("implementation", Shape.Choice(RoutingNames.FenceNames)),
        Must("active", Shape.Flag),
        May("activeMode", Shape.Choice("static", "reactive")),
        May("supportedModes", Shape.List(Shape.Choice("static", "reactive"))),
        May("name", Shape.Text()),
        May("description", Shape.Text())).Named("RoutingFence");

    private static readonly Shape Rating = new RatingShape(Shape.Object(
        Must("type", Shape.Choice("StandardRating")),
        Must("implementation", Shape.Choice(RoutingNames.RatingNames)),
        Must("active", Shape.Flag),
        Must("maxPenalty", Shape.Whole(0, MostWeight).Says("The penalty of the worst.")),
        May("name", Shape.Text()),
        May("description", Shape.Text())).Named("RoutingRating"));

    private static readonly Shape Split = Shape.Object(
        Must("active", Shape.Flag),
        May("activeForSameday", Shape.Flag),
        May("maxSplitCount", Shape.Whole(0, MostSplits).Says("One less than the most deliveries; without it, as many as it takes.")),
        May("shouldUseWaitingRoomForPreBackOrderItems", Shape.Flag.Says("Kept, and of no effect.")),
        May("splitLines", Shape.Flag.Says("Whether a line may come from several facilities, or in part.")),
        May("routeInPart", Shape.Flag.Says("Whether the rest waits while a part is routed; else the order waits whole.")))
        .Named("RoutingOrderSplit");

    public static readonly Shape Config = Shape.Object(
        Must("fences", new OncePerImplementation(Shape.List(Fence, most: 50))),
        Must("ratings", new OncePerImplementation(Shape.List(Rating, most: 50))),
        May("orderSplit", Split)).Named("RoutingNodeConfig");

    public static readonly Shape Node = Shape.Object(
        Must("config", Config),
        May("id", CommonShapes.Ref),
        May("active", new AlwaysShape()),
        May("name", Shape.Text()),
        May("nameLocalized", CommonShapes.Localized),
        May("description", Shape.Text()),
        May("descriptionLocalized", CommonShapes.Localized)).Named("RoutingNode");

    public static readonly Shape Global = Shape.Object(
        May("blacklistAssignedFacilities", Shape.Flag),
        May("rerouteShortPicks", Shape.Flag.Says("Whether what a picker did not find is routed again. Ours.")),
        May("stopRoutingAttemptsAfterTime", new DurationShape()),
        May("defaultPrice", Shape.Number(0).Says("Kept, and of no effect."))).Named("RoutingGlobalConfiguration");

    public static readonly ObjectShape Inline = Shape.Object(Must("rootNode", Node), May("globalConfiguration", Global));

    public static readonly Shape ForCreation = Shape.Object(
        Must("nameLocalized", CommonShapes.Localized),
        May("name", Shape.Text()),
        May("rootNode", Node),
        May("globalConfiguration", Global));

    public static readonly Shape ForModification = Shape.Object(
        Must("version", CommonShapes.Version),
        Must("rootNode", Node),
        May("nameLocalized", CommonShapes.Localized),
        May("name", Shape.Text()),
        May("globalConfiguration", Global));

    public static readonly Shape Action = Shape.Object(
        Must("name", Shape.Choice("ACTIVATE", "COPY")),
        Must("version", CommonShapes.Version),
        May("nameLocalized", CommonShapes.Localized));

    /// <summary>A rating that nothing here can be rated by may be listed, and stays off.</summary>
    private sealed class RatingShape(Shape known) : Shape
    {
        public override string Words => known.Words;

        public override void Check(JsonElement value, Report report)
        {
            var before = report.Problems.Length;
            known.Check(value, report);
            if (report.Problems.Length > before || value.Flag("active") is not true) return;
            if (RoutingNames.Unrated.TryGetValue(value.Text("implementation")!, out var why))
                report.Add("active", $"is true, and {why}", "must be false for this rating");
        }

        public override JsonObject Describe(Schemas schemas) => known.Describe(schemas);
    }

    /// <summary>A list of which no entry has the implementation of another.</summary>
    private sealed class OncePerImplementation(Shape list) : Shape
    {
        public override string Words => list.Words;

        public override void Check(JsonElement value, Report report)
        {
            var before = report.Problems.Length;
            list.Check(value, report);
            if (report.Problems.Length > before) return;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (index, entry) in value.EnumerateArray().Index())
            {
                report.Enter(index);
                if (!seen.Add(entry.Text("implementation")!)) report.Add("implementation", "is there twice", "list it once");
                report.Leave();
            }
        }

        public override JsonObject Describe(Schemas schemas) => list.Describe(schemas);
    }

    /// <summary>A strategy has one node, and that cannot be off.</summary>
    private sealed class AlwaysShape : Shape
    {
        public override string Words => "true: a strategy has one node; activate another strategy instead";

        public override void Check(JsonElement value, Report report)
        {
            if (value.ValueKind is not JsonValueKind.True) Mismatch(value, report);
        }

        public override JsonObject Describe(Schemas schemas) => Schemas.Of("boolean", ("const", true));
    }

    /// <summary>A duration of ISO 8601 in whole minutes, without months and years.</summary>
    private sealed class DurationShape : Shape
    {
        public override string Words => "a duration of whole minutes up to P365D, such as PT8H or P1DT30M";

        public override void Check(JsonElement value, Report report)
        {
            var text = value.ValueKind == JsonValueKind.String ? Texts.Of(value) : null;
            if (text is null || Durations.Of(text) is not { } time || time < TimeSpan.Zero || time > TimeSpan.FromDays(365)
                || time.Ticks % TimeSpan.TicksPerMinute != 0)
                Mismatch(value, report);
        }

        public override JsonObject Describe(Schemas schemas) =>
            Schemas.Of("string", ("maxLength", Durations.Longest), ("description", "A duration of ISO 8601 in whole minutes."));
    }
}

/// <summary>Durations of ISO 8601.</summary>
internal static class Durations
{
    public const int Longest = 40;

    /// <summary>Null where it is none, or not one of a fixed length.</summary>
    public static TimeSpan? Of(string text)
    {
        if (text.Length is 0 or > Longest || text[0] != 'P' || text.Split('T')[0].AsSpan().ContainsAny('Y', 'M')) return null;
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
