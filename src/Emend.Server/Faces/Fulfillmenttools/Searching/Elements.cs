using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using Emend.Server.Http.Searching;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

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
