using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>Operators on one field; all that are named must hold.</summary>
internal sealed class Filter : Clause
{
    private const int MostText = 1_000;
    private const int MostAmong = 25;

    private readonly ImmutableDictionary<string, Operator> operators;
    private readonly ObjectShape shape;

    private Filter(params Operator[] operators)
    {
        this.operators = operators.ToImmutableDictionary(o => o.Name, StringComparer.Ordinal);
        var names = operators.Select(o => o.Name).ToArray();
        shape = Object([.. operators.Select(o => Member.May(o.Name, o.Value))]).WithOneOf(names);
        Words = $"an object of {string.Join(", ", names)}";
    }

    private delegate Criterion Meaning(JsonElement value, DateTimeOffset now);

    public override string Words { get; }

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind is JsonValueKind.Object) shape.Check(value, report);
        else Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => operators[m.Name].Means(m.Value, now))]);

    /// <summary>eq, notEq, in, notIn on texts.</summary>
    public static Filter OfText(string field) => new(Among(field, Text(MostText), Plain, MostAmong));

    /// <summary>The same, and like.</summary>
    public static Filter OfSearchText(string field) => new(
    [
        .. Among(field, Text(MostText), Plain, MostAmong),
        new("like", Name(MostText), (value, _) => new Criterion.Has(field, new Test.Like(value.GetString()!))),
    ]);

    /// <summary>eq and notEq on texts.</summary>
    public static Filter OfKey(string field) => new(Equality(field, Text(MostText), Plain));

    /// <summary>eq and notEq on true and false.</summary>
    public static Filter OfFlag(string field) => new(Equality(field, Flag, Plain));

    /// <summary>eq, notEq and in on a few names, each with what it is called inside.</summary>
    public static Filter OfNames(string field, params (string Theirs, string Ours)[] names)
    {
        var ours = names.ToDictionary(n => n.Theirs, n => n.Ours, StringComparer.Ordinal);
        return new(Among(field, Choice([.. ours.Keys]), value => Value.Of(ours[value.GetString()!]), names.Length)[..3]);
    }

    /// <summary>The same, where both call them alike.</summary>
    public static Filter OfNames(string field, IEnumerable<string> names) => OfNames(field, [.. names.Select(n => (n, n))]);

    /// <summary>Points in time, and how long before or after now.</summary>
    public static Filter OfMoment(string field) => new(
        [.. Ranges(field), new("eq", Moment, (value, _) => At(field, value)), new("notEq", Moment, (value, _) => Not(At(field, value)))]);

    /// <summary>An attribute: eq and notEq on a text, number or flag, and ranges where its text says a time.</summary>
    public static Filter OfAttribute(string field) => new([.. Ranges(field), .. Equality(field, ScalarShape.Any, Plain)]);

    private static Operator[] Equality(string field, Shape shape, Func<JsonElement, Value> of) =>
    [
        new("eq", shape, (value, _) => Is(field, of(value))),
        new("notEq", shape, (value, _) => Not(Is(field, of(value)))),
    ];

    private static Operator[] Among(string field, Shape shape, Func<JsonElement, Value> of, int most)
    {
        var list = List(shape, most, least: 1);
        return
        [
            .. Equality(field, shape, of),
            new("in", list, (value, _) => In(value)),
            new("notIn", list, (value, _) => Not(In(value))),
        ];

        Criterion In(JsonElement values) => new Criterion.Has(field, new Test.Among([.. values.EnumerateArray().Select(of)]));
    }

    private static Operator[] Ranges(string field) =>
    [
        new("gt", Moment, (value, _) => Within(field, Micros(value) + 1, long.MaxValue)),
        new("gte", Moment, (value, _) => Within(field, Micros(value), long.MaxValue)),
        new("lt", Moment, (value, _) => Within(field, long.MinValue, Micros(value))),
        new("lte", Moment, (value, _) => Within(field, long.MinValue, Micros(value) + 1)),
        new("before", DurationShape.FromNow, (value, now) => Within(field, long.MinValue, Micros(value, now))),
        new("after", DurationShape.FromNow, (value, now) => Within(field, Micros(value, now) + 1, long.MaxValue)),
    ];

    private static Value Plain(JsonElement value) => Value.Of(value)!.Value;

    private static long Micros(JsonElement value) => Value.MicrosOf(value.GetDateTimeOffset());

    private static long Micros(JsonElement value, DateTimeOffset now) => Value.MicrosOf(DurationShape.Read(value.GetString()!, now)!.Value);

    private static Criterion.Has Within(string field, long from, long before) => new(field, new Test.Within(from, before));

    private static Criterion.Has At(string field, JsonElement value) => Within(field, Micros(value), Micros(value) + 1);

    private static Criterion.Has Is(string field, Value value) => new(field, Test.Is(value));

    private static Criterion.Not Not(Criterion criterion) => new(criterion);

    private sealed record Operator(string Name, Shape Value, Meaning Means);
}
