using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Converts values to JSON for differences and conflicts.</summary>
internal static class DiffJson
{
    public static string ToJson(Quantity quantity) => quantity.ToString();

    public static string? ToJson(string? text) => text is null ? null : DiffNode.ToJsonString(text);

    public static string? ToJson(DateTimeOffset? moment) =>
        moment is { } at ? DiffNode.ToJsonString(DiffObjectBuilder.FormatTime(at)) : null;

    public static JsonText? ToJson(decimal? number) => number is { } value ? new(value.ToString(CultureInfo.InvariantCulture)) : null;

    public static string ToJson(ImmutableSortedDictionary<string, JsonText> attributes) =>
        DiffObjectBuilder.Build("", "", f => f.Attributes("attributes", attributes)).Fields is [DiffObject all] ? all.AsJson.Raw : "{}";
}
