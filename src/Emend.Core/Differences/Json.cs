using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Differences;

/// <summary>Values as JSON, as differences and conflicts tell them.</summary>
internal static class Json
{
    public static string Of(Quantity quantity) => quantity.ToString();

    public static string? Of(string? text) => text is null ? null : Node.Quoted(text);

    public static string? Of(DateTimeOffset? moment) => moment is { } at ? Node.Quoted(Fields.Text(at)) : null;

    public static JsonText? Of(decimal? number) => number is { } value ? new(value.ToString(CultureInfo.InvariantCulture)) : null;

    public static string Of(ImmutableSortedDictionary<string, JsonText> attributes) =>
        Fields.Of("", "", f => f.Attributes("attributes", attributes)).Fields is [Branch all] ? all.Said.Raw : "{}";
}
