using System.Text.Json;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>The operators of this API on fields of each kind.</summary>
internal static class VendorFieldOperators
{
    private const int MaxTextLength = 1_000;
    private const int MaxInValues = 25;

    /// <summary>eq, notEq, in, notIn on texts.</summary>
    public static FieldOperators OfText(string field) => new(Among(field, JsonSchema.Text(MaxTextLength), FieldOperator.Plain, MaxInValues));

    /// <summary>The same, and like.</summary>
    public static FieldOperators OfSearchText(string field) => new(
        [.. Among(field, JsonSchema.Text(MaxTextLength), FieldOperator.Plain, MaxInValues), FieldOperator.Like("like", field, JsonSchema.Name(MaxTextLength))]);

    /// <summary>eq and notEq on texts.</summary>
    public static FieldOperators OfKey(string field) => new(Equality(field, JsonSchema.Text(MaxTextLength), FieldOperator.Plain));

    /// <summary>eq and notEq on true and false.</summary>
    public static FieldOperators OfFlag(string field) => new(Equality(field, JsonSchema.Flag, FieldOperator.Plain));

    /// <summary>eq, notEq and in on a few names, each with what it is called inside.</summary>
    public static FieldOperators OfNames(string field, params (string Theirs, string Ours)[] names)
    {
        var ours = names.ToDictionary(n => n.Theirs, n => n.Ours, StringComparer.Ordinal);
        return new(Among(field, JsonSchema.Choice([.. ours.Keys]), value => FieldValue.From(ours[value.GetString()!]), names.Length)[..3]);
    }

    /// <summary>The same, where both call them alike.</summary>
    public static FieldOperators OfNames(string field, IEnumerable<string> names) => OfNames(field, [.. names.Select(n => (n, n))]);

    /// <summary>Points in time, and how long before or after now.</summary>
    public static FieldOperators OfMoment(string field)
    {
        var at = FieldOperator.Within("eq", field, micros => (micros, micros + 1));
        return new([.. Ranges(field), at, at.Negated("notEq")]);
    }

    /// <summary>An attribute: eq and notEq on a text, number or flag, and ranges where its text says a time.</summary>
    public static FieldOperators OfAttribute(string field) => new([.. Ranges(field), .. Equality(field, ScalarSchema.Any, FieldOperator.Plain)]);

    private static FieldOperator[] Equality(string field, JsonSchema schema, Func<JsonElement, FieldValue> of)
    {
        var equal = FieldOperator.Is("eq", field, schema, of);
        return [equal, equal.Negated("notEq")];
    }

    private static FieldOperator[] Among(string field, JsonSchema schema, Func<JsonElement, FieldValue> of, int max)
    {
        var one = FieldOperator.In("in", field, JsonSchema.List(schema, max, min: 1), of);
        return [.. Equality(field, schema, of), one, one.Negated("notIn")];
    }

    private static FieldOperator[] Ranges(string field) =>
    [
        FieldOperator.Within("gt", field, Above),
        FieldOperator.Within("gte", field, micros => (micros, long.MaxValue)),
        FieldOperator.Within("lt", field, Below),
        FieldOperator.Within("lte", field, micros => (long.MinValue, micros + 1)),
        FieldOperator.Within("before", field, RelativeDurationSchema.FromNow, FromNow, Below),
        FieldOperator.Within("after", field, RelativeDurationSchema.FromNow, FromNow, Above),
    ];

    private static (long From, long Before) Above(long micros) => (micros + 1, long.MaxValue);

    private static (long From, long Before) Below(long micros) => (long.MinValue, micros);

    private static long FromNow(JsonElement value, DateTimeOffset now) =>
        FieldValue.MicrosOf(RelativeDurationSchema.Read(value.GetString()!, now)!.Value);
}
