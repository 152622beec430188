using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>A whole query: fields, nested queries in <c>and</c> and <c>or</c>, and in some APIs in <c>not</c>.</summary>
internal sealed class SearchQuery : QueryClause
{
    private const string And = "and";
    private const string Or = "or";
    private const string Not = "not";
    private const int MaxDepth = 8;
    private const int MaxConditions = 200;

    private readonly ObjectClause _fields;
    private readonly JsonSchema _inner;
    private readonly string _operatorNames;

    /// <param name="name">The schema name in the OpenAPI document.</param>
    /// <param name="named">The clauses by name.</param>
    public SearchQuery(string name, params (string Name, QueryClause Clause)[] named)
        : this(name, false, named)
    {
    }

    /// <param name="name">The schema name in the OpenAPI document.</param>
    /// <param name="negates">Whether the query language has <c>not</c>.</param>
    /// <param name="named">The clauses by name.</param>
    public SearchQuery(string name, bool negates, params (string Name, QueryClause Clause)[] named)
    {
        _inner = Recursive(() => _fields!).Named(name);
        _operatorNames = negates ? "and, or and not" : "and and or";
        _fields = new(
        [
            .. named,
            (And, new AndOrClause(_inner, () => _fields!, all: true)),
            (Or, new AndOrClause(_inner, () => _fields!, all: false)),
            .. negates ? [(Not, new NotClause(_inner, () => _fields!))] : Array.Empty<(string, QueryClause)>(),
        ]);
    }

    public override string Expectation => _fields.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        // Checked first, because validation recurses as deep as the query.
        var (depth, conditions) = Size(value);
        if (depth > MaxDepth)
        {
            report.Add($"nests {_operatorNames} {depth} levels deep", $"must nest them at most {MaxDepth} levels deep");
        }
        else if (conditions > MaxConditions)
        {
            report.Add($"has {conditions} values", $"must have at most {MaxConditions}");
        }
        else
        {
            _fields.Validate(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _inner.ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) => _fields.ToCriterion(value, now);

    private static (int Depth, int Values) Size(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Aggregate(
            (Depth: 0, Values: 0),
            (sum, member) => Size(member.Value) is var (depth, values)
                ? (Math.Max(sum.Depth, depth + (member.Name is And or Or or Not ? 1 : 0)), sum.Values + values)
                : sum),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(
            (Depth: 0, Values: 0),
            (sum, entry) => Size(entry) is var (depth, values) ? (Math.Max(sum.Depth, depth), sum.Values + values) : sum),
        _ => (0, 1),
    };

    private sealed class AndOrClause(JsonSchema inner, Func<ObjectClause> fields, bool all) : QueryClause
    {
        private readonly ArraySchema _arraySchema = List(inner, min: 1);

        public override string Expectation => _arraySchema.Expectation;

        public override void Validate(JsonElement value, ValidationReport report) => _arraySchema.Validate(value, report);

        public override JsonObject ToJsonSchema(SchemaRegistry registry) => _arraySchema.ToJsonSchema(registry);

        public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) => all
            ? new Criterion.All([.. value.EnumerateArray().Select(q => fields().ToCriterion(q, now))])
            : new Criterion.Any([.. value.EnumerateArray().Select(q => fields().ToCriterion(q, now))]);
    }

    private sealed class NotClause(JsonSchema inner, Func<ObjectClause> fields) : QueryClause
    {
        public override string Expectation => inner.Expectation;

        public override void Validate(JsonElement value, ValidationReport report) => inner.Validate(value, report);

        public override JsonObject ToJsonSchema(SchemaRegistry registry) => inner.ToJsonSchema(registry);

        public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) => new Criterion.Not(fields().ToCriterion(value, now));
    }
}
