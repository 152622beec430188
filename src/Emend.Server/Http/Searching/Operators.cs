using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Http.Searching;

/// <summary>Operators on one field; all that are named must hold.</summary>
internal sealed class Operators : Clause
{
    private readonly ImmutableDictionary<string, Operator> operators;
    private readonly ObjectShape shape;

    public Operators(params Operator[] operators)
    {
        this.operators = operators.ToImmutableDictionary(o => o.Name, StringComparer.Ordinal);
        var names = operators.Select(o => o.Name).ToArray();
        shape = Object([.. operators.Select(o => Member.May(o.Name, o.Takes))]).WithOneOf(names);
        Words = $"an object of {string.Join(", ", names)}";
    }

    public override string Words { get; }

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind is JsonValueKind.Object) shape.Check(value, report);
        else Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => operators[m.Name].Means(m.Value, now))]);
}

/// <summary>One of them, by the name that a face gives it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Takes">What it takes.</param>
/// <param name="Means">What it means for such a value, now.</param>
internal sealed record Operator(string Name, Shape Takes, Func<JsonElement, DateTimeOffset, Criterion> Means)
{
    /// <summary>The field is that value.</summary>
    public static Operator Is(string name, string field, Shape shape, Func<JsonElement, Value> of) =>
        new(name, shape, (value, _) => new Criterion.Has(field, Test.Is(of(value))));

    /// <summary>The field is one of those values.</summary>
    public static Operator In(string name, string field, ListShape list, Func<JsonElement, Value> of) =>
        new(name, list, (values, _) => new Criterion.Has(field, new Test.Among([.. values.EnumerateArray().Select(of)])));

    /// <summary>The field's text has that text in it, whatever the case.</summary>
    public static Operator Like(string name, string field, Shape text) =>
        new(name, text, (value, _) => new Criterion.Has(field, new Test.Like(value.GetString()!)));

    /// <summary>The field's moment lies in the span that a moment stands for, in microseconds.</summary>
    public static Operator Within(string name, string field, Func<long, (long From, long Before)> span) =>
        Within(name, field, Shape.Moment, (value, _) => Value.MicrosOf(value.GetDateTimeOffset()), span);

    /// <summary>The same where the moment is written otherwise.</summary>
    public static Operator Within(
        string name,
        string field,
        Shape shape,
        Func<JsonElement, DateTimeOffset, long> moment,
        Func<long, (long From, long Before)> span) =>
        new(name, shape, (value, now) => new Criterion.Has(field, Lies(span(moment(value, now)))));

    /// <summary>The opposite under another name.</summary>
    public Operator Negated(string name) => this with { Name = name, Means = (value, now) => new Criterion.Not(Means(value, now)) };

    /// <summary>A text, number or flag as it stands.</summary>
    public static Value Plain(JsonElement value) => Value.Of(value)!.Value;

    private static Test.Within Lies((long From, long Before) span) => new(span.From, span.Before);
}
