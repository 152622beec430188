using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>A part of a query: what it must look like, and what it means. Pure; dates that count from now are told the now.</summary>
internal abstract class QueryClause : JsonSchema
{
    /// <summary>What it means; its shape was checked.</summary>
    public abstract Criterion Read(JsonElement value, DateTimeOffset now);
}

/// <summary>An object of clauses that all must hold.</summary>
internal sealed class ObjectClause : QueryClause
{
    private readonly Dictionary<string, QueryClause> clauses;
    private readonly ObjectSchema schema;

    public ObjectClause(params (string Name, QueryClause Clause)[] fields)
    {
        clauses = fields.ToDictionary(f => f.Name, f => f.Clause, StringComparer.Ordinal);
        schema = Object([.. fields.Select(f => PropertySchema.Optional(f.Name, f.Clause))]);
    }

    public override string Expectation => schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => clauses[m.Name].Read(m.Value, now))]);
}

/// <summary>Values by names that nobody knows beforehand.</summary>
/// <param name="prefix">What stands before the name in the field.</param>
/// <param name="filter">The filter on the field of that name.</param>
internal sealed class MapClause(string prefix, Func<string, QueryClause> filter) : QueryClause
{
    private readonly MapSchema mapSchema = Map(filter(prefix));

    public override string Expectation => mapSchema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => mapSchema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => mapSchema.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => filter(prefix + m.Name).Read(m.Value, now))]);
}
