using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Native.Search;

/// <summary>A clause about the elements of a list: <c>some</c> element matches all conditions, or <c>none</c> does.</summary>
internal sealed class NativeArrayElementClause(string part, QueryClause element) : QueryClause
{
    private readonly ObjectSchema _schema = Object(
        PropertySchema.Optional("some", element), PropertySchema.Optional("none", element)).WithOneOf("some", "none");

    public override string Expectation => "an object of some and none";

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
        new Criterion.All([.. value.EnumerateObject().Select(member => ToCriterion(member.Name, element.ToCriterion(member.Value, now)))]);

    private Criterion ToCriterion(string name, Criterion criterion)
    {
        var anyElement = new Criterion.AnyElement(part, criterion);
        return name == "some" ? anyElement : new Criterion.Not(anyElement);
    }
}
