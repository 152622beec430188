using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Native.Search;

/// <summary>Something about the elements of a list: that one meets all of it by itself, or that none does.</summary>
internal sealed class NativeArrayElementClause(string part, QueryClause element) : QueryClause
{
    private readonly ObjectSchema schema = Object(PropertySchema.Optional("some", element), PropertySchema.Optional("none", element)).WithOneOf("some", "none");

    public override string Expectation => "an object of some and none";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is JsonValueKind.Object) schema.Validate(value, report);
        else Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(member => Of(member.Name, element.Read(member.Value, now)))]);

    private Criterion Of(string name, Criterion of)
    {
        var anyElement = new Criterion.AnyElement(part, of);
        return name == "some" ? anyElement : new Criterion.Not(anyElement);
    }
}
