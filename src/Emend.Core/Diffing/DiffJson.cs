using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Values as JSON, as differences and conflicts tell them.</summary>
internal static class DiffJson
{
    public static string Of(Quantity quantity) => quantity.ToString();

    public static string? Of(string? text) => text is null ? null : DiffNode.Quoted(text);

    public static string? Of(DateTimeOffset? moment) => moment is { } at ? DiffNode.Quoted(DiffObjectBuilder.Text(at)) : null;

    public static JsonText? Of(decimal? number) => number is { } value ? new(value.ToString(CultureInfo.InvariantCulture)) : null;

    public static string Of(ImmutableSortedDictionary<string, JsonText> attributes) =>
        DiffObjectBuilder.Of("", "", f => f.Attributes("attributes", attributes)).Fields is [DiffObject all] ? all.Said.Raw : "{}";
}
