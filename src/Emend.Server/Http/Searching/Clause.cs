using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Http.Searching;

/// <summary>A part of a query: what it must look like, and what it means. Pure; dates that count from now are told the now.</summary>
internal abstract class Clause : Shape
{
    /// <summary>What it means; its shape was checked.</summary>
    public abstract Criterion Read(JsonElement value, DateTimeOffset now);
}

/// <summary>An object of clauses that all must hold.</summary>
internal sealed class Fields : Clause
{
    private readonly Dictionary<string, Clause> clauses;
    private readonly ObjectShape shape;

    public Fields(params (string Name, Clause Clause)[] fields)
    {
        clauses = fields.ToDictionary(f => f.Name, f => f.Clause, StringComparer.Ordinal);
        shape = Object([.. fields.Select(f => Member.May(f.Name, f.Clause))]);
    }

    public override string Words => shape.Words;

    public override void Check(JsonElement value, Report report) => shape.Check(value, report);

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => clauses[m.Name].Read(m.Value, now))]);
}

/// <summary>Values by names that nobody knows beforehand.</summary>
/// <param name="prefix">What stands before the name in the field.</param>
/// <param name="filter">The filter on the field of that name.</param>
internal sealed class Named(string prefix, Func<string, Clause> filter) : Clause
{
    private readonly MapShape shape = Map(filter(prefix));

    public override string Words => shape.Words;

    public override void Check(JsonElement value, Report report) => shape.Check(value, report);

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(m => filter(prefix + m.Name).Read(m.Value, now))]);
}
