using System.Text.Json;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using Emend.Server.Http.Searching;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>The operators of this API on fields of each kind.</summary>
internal static class Filter
{
    private const int MostText = 1_000;
    private const int MostAmong = 25;

    /// <summary>eq, notEq, in, notIn on texts.</summary>
    public static Operators OfText(string field) => new(Among(field, Shape.Text(MostText), Operator.Plain, MostAmong));

    /// <summary>The same, and like.</summary>
    public static Operators OfSearchText(string field) => new(
        [.. Among(field, Shape.Text(MostText), Operator.Plain, MostAmong), Operator.Like("like", field, Shape.Name(MostText))]);

    /// <summary>eq and notEq on texts.</summary>
    public static Operators OfKey(string field) => new(Equality(field, Shape.Text(MostText), Operator.Plain));

    /// <summary>eq and notEq on true and false.</summary>
    public static Operators OfFlag(string field) => new(Equality(field, Shape.Flag, Operator.Plain));

    /// <summary>eq, notEq and in on a few names, each with what it is called inside.</summary>
    public static Operators OfNames(string field, params (string Theirs, string Ours)[] names)
    {
        var ours = names.ToDictionary(n => n.Theirs, n => n.Ours, StringComparer.Ordinal);
        return new(Among(field, Shape.Choice([.. ours.Keys]), value => Value.Of(ours[value.GetString()!]), names.Length)[..3]);
    }

    /// <summary>The same, where both call them alike.</summary>
    public static Operators OfNames(string field, IEnumerable<string> names) => OfNames(field, [.. names.Select(n => (n, n))]);

    /// <summary>Points in time, and how long before or after now.</summary>
    public static Operators OfMoment(string field)
    {
        var at = Operator.Within("eq", field, micros => (micros, micros + 1));
        return new([.. Ranges(field), at, at.Negated("notEq")]);
    }

    /// <summary>An attribute: eq and notEq on a text, number or flag, and ranges where its text says a time.</summary>
    public static Operators OfAttribute(string field) => new([.. Ranges(field), .. Equality(field, ScalarShape.Any, Operator.Plain)]);

    private static Operator[] Equality(string field, Shape shape, Func<JsonElement, Value> of)
    {
        var equal = Operator.Is("eq", field, shape, of);
        return [equal, equal.Negated("notEq")];
    }

    private static Operator[] Among(string field, Shape shape, Func<JsonElement, Value> of, int most)
    {
        var one = Operator.In("in", field, Shape.List(shape, most, least: 1), of);
        return [.. Equality(field, shape, of), one, one.Negated("notIn")];
    }

    private static Operator[] Ranges(string field) =>
    [
        Operator.Within("gt", field, Above),
        Operator.Within("gte", field, micros => (micros, long.MaxValue)),
        Operator.Within("lt", field, Below),
        Operator.Within("lte", field, micros => (long.MinValue, micros + 1)),
        Operator.Within("before", field, DurationShape.FromNow, FromNow, Below),
        Operator.Within("after", field, DurationShape.FromNow, FromNow, Above),
    ];

    private static (long From, long Before) Above(long micros) => (micros + 1, long.MaxValue);

    private static (long From, long Before) Below(long micros) => (long.MinValue, micros);

    private static long FromNow(JsonElement value, DateTimeOffset now) =>
        Value.MicrosOf(DurationShape.Read(value.GetString()!, now)!.Value);
}
