using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>A part of a query: its schema and its conversion to a criterion.</summary>
internal abstract class QueryClause : JsonSchema
{
    /// <summary>Converts a validated value to a criterion. Relative dates refer to <paramref name="now"/>.</summary>
    public abstract Criterion ToCriterion(JsonElement value, DateTimeOffset now);
}

/// <summary>An object of clauses that must all match.</summary>
internal sealed class ObjectClause : QueryClause
{
    private readonly Dictionary<string, QueryClause> _clauses;
    private readonly ObjectSchema _schema;

    public ObjectClause(params (string Name, QueryClause Clause)[] fields)
    {
        _clauses = fields.ToDictionary(f => f.Name, f => f.Clause, StringComparer.Ordinal);
        _schema = Object([.. fields.Select(f => PropertySchema.Optional(f.Name, f.Clause))]);
    }

    public override string Expectation => _schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => _schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _schema.ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => _clauses[m.Name].ToCriterion(m.Value, now))]);
}

/// <summary>Clauses for arbitrary member names, such as custom attributes.</summary>
/// <param name="prefix">The prefix of the field names.</param>
/// <param name="filter">Creates the clause for a field name.</param>
internal sealed class MapClause(string prefix, Func<string, QueryClause> filter) : QueryClause
{
    private readonly MapSchema _mapSchema = Map(filter(prefix));

    public override string Expectation => _mapSchema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => _mapSchema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _mapSchema.ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => filter(prefix + m.Name).ToCriterion(m.Value, now))]);
}
