using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using Emend.Server.Http.Searching;

namespace Emend.Server.Faces.Native.Searching;

/// <summary>Something about the elements of a list: that one meets all of it by itself, or that none does.</summary>
internal sealed class Elements(string part, Clause element) : Clause
{
    private readonly ObjectShape shape = Object(Member.May("some", element), Member.May("none", element)).WithOneOf("some", "none");

    public override string Words => "an object of some and none";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind is JsonValueKind.Object) shape.Check(value, report);
        else Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        new Criterion.All([.. value.EnumerateObject().Select(member => Of(member.Name, element.Read(member.Value, now)))]);

    private Criterion Of(string name, Criterion of)
    {
        var some = new Criterion.Some(part, of);
        return name == "some" ? some : new Criterion.Not(some);
    }
}
