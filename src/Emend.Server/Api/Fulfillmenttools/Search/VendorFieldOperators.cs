using System.Text.Json;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Query operators of this API per kind of field.</summary>
internal static class VendorFieldOperators
{
    private const int MaxTextLength = 1_000;
    private const int MaxInValues = 25;

    /// <summary>eq, notEq, in, notIn on texts.</summary>
    public static FieldOperators ForText(string field) =>
        new(CreateMembershipOperators(field, JsonSchema.Text(MaxTextLength), FieldOperator.ToFieldValue, MaxInValues));

    /// <summary>eq, notEq, in, notIn, and like on texts.</summary>
    public static FieldOperators ForSearchText(string field) => new(
        [
            .. CreateMembershipOperators(field, JsonSchema.Text(MaxTextLength), FieldOperator.ToFieldValue, MaxInValues),
            FieldOperator.Contains("like", field, JsonSchema.NonBlankText(MaxTextLength)),
        ]);

    /// <summary>like on texts.</summary>
    public static FieldOperators ForPart(string field) =>
        new(FieldOperator.Contains("like", field, JsonSchema.NonBlankText(MaxTextLength)));

    /// <summary>eq and notEq on texts.</summary>
    public static FieldOperators ForKey(string field) =>
        new(CreateEqualityOperators(field, JsonSchema.Text(MaxTextLength), FieldOperator.ToFieldValue));

    /// <summary>eq and notEq on true and false.</summary>
    public static FieldOperators ForFlag(string field) =>
        new(CreateEqualityOperators(field, JsonSchema.Boolean, FieldOperator.ToFieldValue));

    /// <summary>eq, notEq, and in on names, with the value of each name in the index.</summary>
    public static FieldOperators ForNames(string field, params (string Theirs, string Ours)[] names)
    {
        var ours = names.ToDictionary(n => n.Theirs, n => n.Ours, StringComparer.Ordinal);
        return new(
            CreateMembershipOperators(
                field, JsonSchema.Choice([.. ours.Keys]), value => FieldValue.From(ours[value.GetString()!]), names.Length)[..3]);
    }

    /// <summary>eq, notEq, and in on names that are equal in the index.</summary>
    public static FieldOperators ForNames(string field, IEnumerable<string> names) => ForNames(field, [.. names.Select(n => (n, n))]);

    /// <summary>Comparisons of times, and durations relative to now.</summary>
    public static FieldOperators ForMoment(string field)
    {
        var at = FieldOperator.InRange("eq", field, micros => (micros, micros + 1));
        return new([.. CreateRangeOperators(field), at, at.Negate("notEq")]);
    }

    /// <summary>Operators on a custom attribute: eq and notEq on text, number, or flag, and ranges if the text is a time.</summary>
    public static FieldOperators ForAttribute(string field) =>
        new([.. CreateRangeOperators(field), .. CreateEqualityOperators(field, ScalarSchema.Any, FieldOperator.ToFieldValue)]);

    private static FieldOperator[] CreateEqualityOperators(string field, JsonSchema schema, Func<JsonElement, FieldValue> of)
    {
        var equal = FieldOperator.EqualTo("eq", field, schema, of);
        return [equal, equal.Negate("notEq")];
    }

    private static FieldOperator[] CreateMembershipOperators(string field, JsonSchema schema, Func<JsonElement, FieldValue> of, int max)
    {
        var one = FieldOperator.OneOf("in", field, JsonSchema.List(schema, max, min: 1), of);
        return [.. CreateEqualityOperators(field, schema, of), one, one.Negate("notIn")];
    }

    private static FieldOperator[] CreateRangeOperators(string field) =>
    [
        FieldOperator.InRange("gt", field, GetRangeAbove),
        FieldOperator.InRange("gte", field, micros => (micros, long.MaxValue)),
        FieldOperator.InRange("lt", field, GetRangeBelow),
        FieldOperator.InRange("lte", field, micros => (long.MinValue, micros + 1)),
        FieldOperator.InRange("before", field, RelativeDurationSchema.Instance, ReadFromNow, GetRangeBelow),
        FieldOperator.InRange("after", field, RelativeDurationSchema.Instance, ReadFromNow, GetRangeAbove),
    ];

    private static (long From, long Before) GetRangeAbove(long micros) => (micros + 1, long.MaxValue);

    private static (long From, long Before) GetRangeBelow(long micros) => (long.MinValue, micros);

    private static long ReadFromNow(JsonElement value, DateTimeOffset now) =>
        FieldValue.ToMicros(RelativeDurationSchema.Read(value.GetString()!, now)!.Value);
}
