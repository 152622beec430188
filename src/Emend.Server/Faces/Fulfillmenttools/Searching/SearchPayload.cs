using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using Emend.Server.Http.Searching;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>The body of a search: a query, a sorting, and which page.</summary>
internal sealed class SearchPayload : Shape
{
    private const int Usual = 20;
    private const int MostLettersOfACursor = 4_000;

    private readonly Clause query;
    private readonly IReadOnlyDictionary<string, string> sortings;
    private readonly Sorting usual;
    private readonly ObjectShape shape;

    /// <param name="query">What may be asked.</param>
    /// <param name="sortings">What it may be sorted by, and our names of it.</param>
    /// <param name="usual">How it is sorted where nobody says.</param>
    public SearchPayload(Clause query, IReadOnlyDictionary<string, string> sortings, Sorting usual)
    {
        (this.query, this.sortings, this.usual) = (query, sortings, usual);
        var count = Whole(1, 250);
        var direction = Choice("ASC", "DESC");
        shape = Object(
            Must("query", query),
            May("size", count),
            May("last", count),
            May("after", Text(MostLettersOfACursor)),
            May("before", Text(MostLettersOfACursor)),
            May("options", Object(May("withTotal", Flag))));
        var sort = Object([.. sortings.Keys.Select(name => May(name, direction))]).WithOneOf([.. sortings.Keys]);
        if (sortings.Count > 0) shape = shape.With(May("sort", List(sort, 1, 1)));
    }

    public override string Words => shape.Words;

    public override void Check(JsonElement value, Report report)
    {
        shape.Check(value, report);
        if (value.ValueKind is not JsonValueKind.Object) return;
        Apart(value, "after", "before", report);
        Apart(value, "after", "last", report);
        Apart(value, "before", "size", report);
        Apart(value, "size", "last", report);
        if (value.TryGetProperty("sort", out var sort) && sort.ValueKind is JsonValueKind.Array && sort.GetArrayLength() == 1
            && sort[0].ValueKind is JsonValueKind.Object && sort[0].EnumerateObject().Count() > 1)
        {
            report.Add("sort[0]", "names several members", $"must name one of {string.Join(", ", sortings.Keys)}");
        }
    }

    public override JsonObject Describe(Schemas schemas) => shape.Describe(schemas);

    /// <summary>What is asked for, all but the place.</summary>
    public Search Read(JsonElement body, DateTimeOffset now)
    {
        var backward = body.Has("last") || body.Has("before");
        return new(
            query.Read(body.GetProperty("query"), now),
            Sort(body),
            (int)(body.Whole("size") ?? body.Whole("last") ?? Usual),
            null,
            backward);
    }

    /// <summary>The cursor, with the member it stands in; null where there is none.</summary>
    public static (string Member, string Text)? Cursor(JsonElement body) =>
        body.Text("after") is { Length: > 0 } after ? ("after", after)
        : body.Text("before") is { Length: > 0 } before ? ("before", before)
        : null;

    /// <summary>What makes it this search and no other, whatever the page.</summary>
    public string Identity(JsonElement body)
    {
        var sort = Sort(body);
        return $"{sort.By} {sort.Descending} {CanonicalJson.Of(body.GetProperty("query")).Raw}";
    }

    private Sorting Sort(JsonElement body)
    {
        if (body.Part("sort") is not { } sort) return usual;
        var by = sort[0].EnumerateObject().First();
        return new(sortings[by.Name], by.Value.GetString() == "DESC");
    }

    private static void Apart(JsonElement body, string one, string other, Report report)
    {
        if (body.Has(one) && body.Has(other)) report.Add(other, $"is there beside {one}", $"must stand without {one}");
    }
}
