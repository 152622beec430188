using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>The body of a search: a query, a sorting, and which page.</summary>
internal sealed class SearchRequestBody : JsonSchema
{
    private const int Default = 20;
    private const int MaxCursorLength = 4_000;

    private readonly QueryClause query;
    private readonly IReadOnlyDictionary<string, string> sortings;
    private readonly SortOrder usual;
    private readonly ObjectSchema schema;

    /// <param name="query">What may be asked.</param>
    /// <param name="sortings">What it may be sorted by, and our names of it.</param>
    /// <param name="usual">How it is sorted where nobody says.</param>
    public SearchRequestBody(QueryClause query, IReadOnlyDictionary<string, string> sortings, SortOrder usual)
    {
        (this.query, this.sortings, this.usual) = (query, sortings, usual);
        var count = Whole(1, 250);
        var direction = Choice("ASC", "DESC");
        schema = Object(
            Required("query", query),
            Optional("size", count),
            Optional("last", count),
            Optional("after", Text(MaxCursorLength)),
            Optional("before", Text(MaxCursorLength)),
            Optional("options", Object(Optional("withTotal", Flag))));
        var sort = Object([.. sortings.Keys.Select(name => Optional(name, direction))]).WithOneOf([.. sortings.Keys]);
        if (sortings.Count > 0) schema = schema.With(Optional("sort", List(sort, 1, 1)));
    }

    public override string Expectation => schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        schema.Validate(value, report);
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

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    /// <summary>What is asked for, all but the place.</summary>
    public SearchRequest Read(JsonElement body, DateTimeOffset now)
    {
        var backward = body.Has("last") || body.Has("before");
        return new(
            query.Read(body.GetProperty("query"), now),
            Sort(body),
            (int)(body.Whole("size") ?? body.Whole("last") ?? Default),
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

    private SortOrder Sort(JsonElement body)
    {
        if (body.Part("sort") is not { } sort) return usual;
        var by = sort[0].EnumerateObject().First();
        return new(sortings[by.Name], by.Value.GetString() == "DESC");
    }

    private static void Apart(JsonElement body, string one, string other, ValidationReport report)
    {
        if (body.Has(one) && body.Has(other)) report.Add(other, $"is there beside {one}", $"must stand without {one}");
    }
}
