using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Something about the elements of a list: one that meets all, or whether there is any.</summary>
internal sealed class ArrayElementClause(string part, QueryClause element) : QueryClause
{
    private readonly ObjectSchema schema = Object(PropertySchema.Optional("contains", element), PropertySchema.Optional("exists", Flag))
        .WithOneOf("contains", "exists");

    public override string Expectation => "an object of contains and exists";

    public override void Validate(JsonElement value, ValidationReport report) => schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) => new Criterion.All(
    [
        .. value.Part("contains") is { } contains ? [new Criterion.AnyElement(part, element.Read(contains, now))] : Array.Empty<Criterion>(),
        .. value.Flag("exists") is { } exists ? [Exists(exists)] : Array.Empty<Criterion>(),
    ]);

    private Criterion Exists(bool exists)
    {
        var anyElement = new Criterion.AnyElement(part, Criterion.Anything);
        return exists ? anyElement : new Criterion.Not(anyElement);
    }
}

/// <summary>Something about a list of plain values: with <c>notEq</c>, that none of them is it.</summary>
internal sealed class ContainsClause(QueryClause value) : QueryClause
{
    private const string Contains = "contains";

    private readonly ObjectSchema schema = Object(PropertySchema.Required(Contains, value));

    public override string Expectation => $"an object of {Contains}";

    public override void Validate(JsonElement value, ValidationReport report) => schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement given, DateTimeOffset now) => value.Read(given.GetProperty(Contains), now);
}
