using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Http.Searching;

/// <summary>A whole query: fields, queries in <c>and</c> and <c>or</c>, and in some faces one in <c>not</c>.</summary>
internal sealed class Query : Clause
{
    private const string And = "and";
    private const string Or = "or";
    private const string Not = "not";
    private const int Deepest = 8;
    private const int MostConditions = 200;

    private readonly Fields fields;
    private readonly Shape inner;
    private readonly string joints;

    /// <param name="name">What it is called in the document of the face.</param>
    /// <param name="named">What may be asked.</param>
    public Query(string name, params (string Name, Clause Clause)[] named)
        : this(name, false, named)
    {
    }

    /// <param name="name">What it is called in the document of the face.</param>
    /// <param name="negates">Whether it has <c>not</c>.</param>
    /// <param name="named">What may be asked.</param>
    public Query(string name, bool negates, params (string Name, Clause Clause)[] named)
    {
        inner = Later(() => fields!).Named(name);
        joints = negates ? "and, or and not" : "and and or";
        fields = new(
        [
            .. named,
            (And, new Several(inner, () => fields!, all: true)),
            (Or, new Several(inner, () => fields!, all: false)),
            .. negates ? [(Not, new Negated(inner, () => fields!))] : Array.Empty<(string, Clause)>(),
        ]);
    }

    public override string Words => fields.Words;

    public override void Check(JsonElement value, Report report)
    {
        // Before anything else: the check itself goes as deep as the query.
        var (depth, conditions) = Size(value);
        if (depth > Deepest) report.Add($"has {joints} {depth} deep", $"must have them at most {Deepest} deep");
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
                ? (Math.Max(sum.Depth, depth + (Texts.NameOf(member) is And or Or or Not ? 1 : 0)), sum.Values + values)
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

    private sealed class Negated(Shape inner, Func<Fields> fields) : Clause
    {
        public override string Words => inner.Words;

        public override void Check(JsonElement value, Report report) => inner.Check(value, report);

        public override JsonObject Describe(Schemas schemas) => inner.Describe(schemas);

        public override Criterion Read(JsonElement value, DateTimeOffset now) => new Criterion.Not(fields().Read(value, now));
    }
}
