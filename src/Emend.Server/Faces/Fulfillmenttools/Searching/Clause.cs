using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>A part of a query: what it must look like, and what it means. Pure; dates that count from now are told the now.</summary>
internal abstract class Clause : Shape
{
    /// <summary>What it means; its shape was checked.</summary>
    public abstract Criterion Read(JsonElement value, DateTimeOffset now);
}

/// <summary>An object of clauses that all must hold.</summary>
internal class Fields : Clause
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

/// <summary>A whole query: fields, and queries in <c>and</c> and <c>or</c>.</summary>
internal sealed class Query : Clause
{
    private const string And = "and";
    private const string Or = "or";
    private const int Deepest = 8;
    private const int MostConditions = 200;

    private readonly Fields fields;
    private readonly Shape inner;

    /// <param name="name">What it is called in the document of the face.</param>
    /// <param name="named">What may be asked.</param>
    public Query(string name, params (string Name, Clause Clause)[] named)
    {
        inner = Later(() => fields!).Named(name);
        fields = new([.. named, (And, new Several(inner, () => fields!, all: true)), (Or, new Several(inner, () => fields!, all: false))]);
    }

    public override string Words => fields.Words;

    public override void Check(JsonElement value, Report report)
    {
        // Before anything else: the check itself goes as deep as the query.
        var (depth, conditions) = Size(value);
        if (depth > Deepest) report.Add($"has and and or {depth} deep", $"must have them at most {Deepest} deep");
        else if (conditions > MostConditions) report.Add($"has {conditions} values", $"must have at most {MostConditions}");
        else fields.Check(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => inner.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) => fields.Read(value, now);

    private static (int Depth, int Values) Size(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Aggregate(
            (Depth: 0, Values: 0),
            (sum, member) => Size(member.Value) is var (depth, values)
                ? (Math.Max(sum.Depth, depth + (Texts.NameOf(member) is And or Or ? 1 : 0)), sum.Values + values)
                : sum),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(
            (Depth: 0, Values: 0),
            (sum, entry) => Size(entry) is var (depth, values) ? (Math.Max(sum.Depth, depth), sum.Values + values) : sum),
        _ => (0, 1),
    };

    private sealed class Several(Shape inner, Func<Fields> fields, bool all) : Clause
    {
        private readonly ListShape shape = List(inner, least: 1);

        public override string Words => shape.Words;

        public override void Check(JsonElement value, Report report) => shape.Check(value, report);

        public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

        public override Criterion Read(JsonElement value, DateTimeOffset now) => all
            ? new Criterion.All([.. value.EnumerateArray().Select(q => fields().Read(q, now))])
            : new Criterion.Any([.. value.EnumerateArray().Select(q => fields().Read(q, now))]);
    }
}

/// <summary>Something about the elements of a list: one that meets all, or whether there is any.</summary>
internal sealed class Elements(string part, Clause element) : Clause
{
    private readonly ObjectShape shape = Object(Member.May("contains", element), Member.May("exists", Flag))
        .WithOneOf("contains", "exists");

    public override string Words => "an object of contains and exists";

    public override void Check(JsonElement value, Report report) => shape.Check(value, report);

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) => new Criterion.All(
    [
        .. value.Part("contains") is { } contains ? [new Criterion.Some(part, element.Read(contains, now))] : Array.Empty<Criterion>(),
        .. value.Flag("exists") is { } exists ? [Exists(exists)] : Array.Empty<Criterion>(),
    ]);

    private Criterion Exists(bool exists)
    {
        var some = new Criterion.Some(part, Criterion.Anything);
        return exists ? some : new Criterion.Not(some);
    }
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

/// <summary>Something about a list of plain values: with <c>notEq</c>, that none of them is it.</summary>
internal sealed class Containing(Clause value) : Clause
{
    private const string Contains = "contains";

    private readonly ObjectShape shape = Object(Member.Must(Contains, value));

    public override string Words => $"an object of {Contains}";

    public override void Check(JsonElement value, Report report) => shape.Check(value, report);

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement given, DateTimeOffset now) => value.Read(given.GetProperty(Contains), now);
}
