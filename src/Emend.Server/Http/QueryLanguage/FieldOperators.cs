using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>Operators on one field; all that are named must hold.</summary>
internal sealed class FieldOperators : QueryClause
{
    private readonly ImmutableDictionary<string, FieldOperator> operators;
    private readonly ObjectSchema schema;

    public FieldOperators(params FieldOperator[] fieldOperators)
    {
        this.operators = fieldOperators.ToImmutableDictionary(o => o.Name, StringComparer.Ordinal);
        var names = fieldOperators.Select(o => o.Name).ToArray();
        schema = Object([.. fieldOperators.Select(o => PropertySchema.Optional(o.Name, o.Takes))]).WithOneOf(names);
        Expectation = $"an object of {string.Join(", ", names)}";
    }

    public override string Expectation { get; }

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is JsonValueKind.Object) schema.Validate(value, report);
        else Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => operators[m.Name].Means(m.Value, now))]);
}

/// <summary>One of them, by the name that a face gives it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Takes">What it takes.</param>
/// <param name="Means">What it means for such a value, now.</param>
internal sealed record FieldOperator(string Name, JsonSchema Takes, Func<JsonElement, DateTimeOffset, Criterion> Means)
{
    /// <summary>The field is that value.</summary>
    public static FieldOperator Is(string name, string field, JsonSchema schema, Func<JsonElement, FieldValue> of) =>
        new(name, schema, (value, _) => new Criterion.FieldMatches(field, FieldPredicate.Is(of(value))));

    /// <summary>The field is one of those values.</summary>
    public static FieldOperator In(string name, string field, ArraySchema list, Func<JsonElement, FieldValue> of) =>
        new(name, list, (values, _) => new Criterion.FieldMatches(field, new FieldPredicate.OneOf([.. values.EnumerateArray().Select(of)])));

    /// <summary>The field's text has that text in it, whatever the case.</summary>
    public static FieldOperator Like(string name, string field, JsonSchema text) =>
        new(name, text, (value, _) => new Criterion.FieldMatches(field, new FieldPredicate.ContainsText(value.GetString()!)));

    /// <summary>The field's moment lies in the span that a moment stands for, in microseconds.</summary>
    public static FieldOperator Within(string name, string field, Func<long, (long From, long Before)> span) =>
        Within(name, field, JsonSchema.Moment, (value, _) => FieldValue.MicrosOf(value.GetDateTimeOffset()), span);

    /// <summary>The same where the moment is written otherwise.</summary>
    public static FieldOperator Within(
        string name,
        string field,
        JsonSchema schema,
        Func<JsonElement, DateTimeOffset, long> moment,
        Func<long, (long From, long Before)> span) =>
        new(name, schema, (value, now) => new Criterion.FieldMatches(field, Lies(span(moment(value, now)))));

    /// <summary>The opposite under another name.</summary>
    public FieldOperator Negated(string name) => this with { Name = name, Means = (value, now) => new Criterion.Not(Means(value, now)) };

    /// <summary>A text, number or flag as it stands.</summary>
    public static FieldValue Plain(JsonElement value) => FieldValue.From(value)!.Value;

    private static FieldPredicate.InRange Lies((long From, long Before) span) => new(span.From, span.Before);
}
