using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Clause on a list of objects: one element matches a clause, or the list has elements.</summary>
internal sealed class ArrayElementClause(string part, QueryClause element) : QueryClause
{
    private readonly ObjectSchema _schema = Object(PropertySchema.Optional("contains", element), PropertySchema.Optional("exists", Boolean))
        .WithOneOf("contains", "exists");

    public override string Expectation => "an object with contains and exists";

    public override void Validate(JsonElement value, ValidationReport report) => _schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _schema.ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) => new Criterion.All(
    [
        .. value.ReadMember("contains") is { } contains
            ? [new Criterion.AnyElement(part, element.ToCriterion(contains, now))]
            : Array.Empty<Criterion>(),
        .. value.ReadBoolean("exists") is { } exists ? [CreateExists(exists)] : Array.Empty<Criterion>(),
    ]);

    private Criterion CreateExists(bool exists)
    {
        var anyElement = new Criterion.AnyElement(part, Criterion.MatchAll);
        return exists ? anyElement : new Criterion.Not(anyElement);
    }
}

/// <summary>Clause on a list of scalar values. With <c>notEq</c>, no element has the value.</summary>
internal sealed class ContainsClause(QueryClause value) : QueryClause
{
    private const string Contains = "contains";

    private readonly ObjectSchema _schema = Object(PropertySchema.Required(Contains, value));

    public override string Expectation => $"an object with {Contains}";

    public override void Validate(JsonElement value, ValidationReport report) => _schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _schema.ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement given, DateTimeOffset now) => value.ToCriterion(given.GetProperty(Contains), now);
}
