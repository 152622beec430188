using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Searching;

/// <summary>The body of a search.</summary>
internal sealed class OrderSearch : Shape
{
    public static readonly OrderSearch Body = new();

    private readonly ObjectShape shape = Object(
        May("where", OrderWhere.Clause.Says("All of its members must hold. Where it says nothing, every order is found.")),
        May("sort", Lookup.Sortings),
        May("size", Whole(1, Lookup.Most)),
        May("after", Name(Lookup.MostLettersOfACursor).Says("The next of a page: what comes behind it.")),
        May("before", Name(Lookup.MostLettersOfACursor).Says("The previous of a page: what comes in front of it.")),
        May("total", Flag.Says("Whether to count all that meet it.")));

    public override string Words => shape.Words;

    public override void Check(JsonElement value, Report report)
    {
        shape.Check(value, report);
        if (value.ValueKind is JsonValueKind.Object && value.Has("after") && value.Has("before"))
            report.Add("before", "is there beside after", "name one of the two");
    }

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    public static Lookup Read(JsonElement body, DateTimeOffset now)
    {
        var (where, sort) = (body.Part("where"), Lookup.Sorted(body.Text("sort"))!);
        return new(
            where is { } tree ? OrderWhere.Clause.Read(tree, now) : Criterion.Anything,
            sort,
            (int)(body.Whole("size") ?? Lookup.Usual))
        {
            Identity = $"search {sort} {(where is { } told ? CanonicalJson.Of(told).Raw : "{}")}",
            Cursor = body.Text("after") is { } after ? ("after", after) : body.Text("before") is { } before ? ("before", before) : null,
            Counts = body.Flag("total") ?? false,
        };
    }
}
