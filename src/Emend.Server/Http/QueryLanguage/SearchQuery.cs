using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>A whole query: fields, queries in <c>and</c> and <c>or</c>, and in some faces one in <c>not</c>.</summary>
internal sealed class SearchQuery : QueryClause
{
    private const string And = "and";
    private const string Or = "or";
    private const string Not = "not";
    private const int Deepest = 8;
    private const int MaxConditions = 200;

    private readonly ObjectClause fields;
    private readonly JsonSchema inner;
    private readonly string joints;

    /// <param name="name">What it is called in the document of the face.</param>
    /// <param name="named">What may be asked.</param>
    public SearchQuery(string name, params (string Name, QueryClause Clause)[] named)
        : this(name, false, named)
    {
    }

    /// <param name="name">What it is called in the document of the face.</param>
    /// <param name="negates">Whether it has <c>not</c>.</param>
    /// <param name="named">What may be asked.</param>
    public SearchQuery(string name, bool negates, params (string Name, QueryClause Clause)[] named)
    {
        inner = Recursive(() => fields!).Named(name);
        joints = negates ? "and, or and not" : "and and or";
        fields = new(
        [
            .. named,
            (And, new AndOrClause(inner, () => fields!, all: true)),
            (Or, new AndOrClause(inner, () => fields!, all: false)),
            .. negates ? [(Not, new NotClause(inner, () => fields!))] : Array.Empty<(string, QueryClause)>(),
        ]);
    }

    public override string Expectation => fields.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        // Before anything else: the check itself goes as deep as the query.
        var (depth, conditions) = Size(value);
        if (depth > Deepest) report.Add($"has {joints} {depth} deep", $"must have them at most {Deepest} deep");
        else if (conditions > MaxConditions) report.Add($"has {conditions} values", $"must have at most {MaxConditions}");
        else fields.Validate(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => inner.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) => fields.Read(value, now);

    private static (int Depth, int Values) Size(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Aggregate(
            (Depth: 0, Values: 0),
            (sum, member) => Size(member.Value) is var (depth, values)
                ? (Math.Max(sum.Depth, depth + (TextSanitizer.NameOf(member) is And or Or or Not ? 1 : 0)), sum.Values + values)
                : sum),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(
            (Depth: 0, Values: 0),
            (sum, entry) => Size(entry) is var (depth, values) ? (Math.Max(sum.Depth, depth), sum.Values + values) : sum),
        _ => (0, 1),
    };

    private sealed class AndOrClause(JsonSchema inner, Func<ObjectClause> fields, bool all) : QueryClause
    {
        private readonly ArraySchema arraySchema = List(inner, min: 1);

        public override string Expectation => arraySchema.Expectation;

        public override void Validate(JsonElement value, ValidationReport report) => arraySchema.Validate(value, report);

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => arraySchema.ToJsonSchema(schemaRegistry);

        public override Criterion Read(JsonElement value, DateTimeOffset now) => all
            ? new Criterion.All([.. value.EnumerateArray().Select(q => fields().Read(q, now))])
            : new Criterion.Any([.. value.EnumerateArray().Select(q => fields().Read(q, now))]);
    }

    private sealed class NotClause(JsonSchema inner, Func<ObjectClause> fields) : QueryClause
    {
        public override string Expectation => inner.Expectation;

        public override void Validate(JsonElement value, ValidationReport report) => inner.Validate(value, report);

        public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => inner.ToJsonSchema(schemaRegistry);

        public override Criterion Read(JsonElement value, DateTimeOffset now) => new Criterion.Not(fields().Read(value, now));
    }
}
