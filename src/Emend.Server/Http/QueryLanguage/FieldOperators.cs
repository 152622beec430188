using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>Operators on one field. The field must satisfy all of them.</summary>
internal sealed class FieldOperators : QueryClause
{
    private readonly ImmutableDictionary<string, FieldOperator> _operators;
    private readonly ObjectSchema _schema;

    public FieldOperators(params FieldOperator[] fieldOperators)
    {
        this._operators = fieldOperators.ToImmutableDictionary(o => o.Name, StringComparer.Ordinal);
        var names = fieldOperators.Select(o => o.Name).ToArray();
        _schema = Object([.. fieldOperators.Select(o => PropertySchema.Optional(o.Name, o.OperandSchema))]).WithOneOf(names);
        Expectation = $"an object with at least one of {string.Join(", ", names)}";
    }

    public override string Expectation { get; }

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            _schema.Validate(value, report);
        }
        else
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _schema.ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => _operators[m.Name].ToCriterion(m.Value, now))]);
}

/// <summary>An operator on a field.</summary>
/// <param name="Name">The name in the query language of the API.</param>
/// <param name="OperandSchema">The schema of the operand.</param>
/// <param name="ToCriterion">Converts the operand and the current time to a criterion.</param>
internal sealed record FieldOperator(string Name, JsonSchema OperandSchema, Func<JsonElement, DateTimeOffset, Criterion> ToCriterion)
{
    /// <summary>The field equals the operand.</summary>
    public static FieldOperator EqualTo(string name, string field, JsonSchema schema, Func<JsonElement, FieldValue> of) =>
        new(name, schema, (value, _) => new Criterion.FieldMatches(field, FieldPredicate.EqualTo(of(value))));

    /// <summary>The field equals one of the operands.</summary>
    public static FieldOperator OneOf(string name, string field, ArraySchema list, Func<JsonElement, FieldValue> of) =>
        new(
            name,
            list,
            (values, _) => new Criterion.FieldMatches(field, new FieldPredicate.OneOf([.. values.EnumerateArray().Select(of)])));

    /// <summary>The field contains the text, ignoring case.</summary>
    public static FieldOperator Contains(string name, string field, JsonSchema text) =>
        new(name, text, (value, _) => new Criterion.FieldMatches(field, new FieldPredicate.ContainsText(value.GetString()!)));

    /// <summary>The timestamp of the field is in the range that <paramref name="span"/> returns for the operand, in microseconds.</summary>
    public static FieldOperator InRange(string name, string field, Func<long, (long From, long Before)> span) =>
        InRange(name, field, JsonSchema.Timestamp, (value, _) => FieldValue.ToMicros(value.GetDateTimeOffset()), span);

    /// <summary>The same for operands in another timestamp format.</summary>
    public static FieldOperator InRange(
        string name,
        string field,
        JsonSchema schema,
        Func<JsonElement, DateTimeOffset, long> moment,
        Func<long, (long From, long Before)> span) =>
        new(name, schema, (value, now) => new Criterion.FieldMatches(field, ToRange(span(moment(value, now)))));

    /// <summary>The negated operator with another name.</summary>
    public FieldOperator Negate(string name) =>
        this with { Name = name, ToCriterion = (value, now) => new Criterion.Not(ToCriterion(value, now)) };

    /// <summary>The value of a string, number or boolean.</summary>
    public static FieldValue ToFieldValue(JsonElement value) => FieldValue.From(value)!.Value;

    private static FieldPredicate.InRange ToRange((long From, long Before) span) => new(span.From, span.Before);
}
