using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Request body of a search: query, sort order, and page.</summary>
internal sealed class SearchRequestBody : JsonSchema
{
    private const int DefaultSize = 20;
    private const int MaxCursorLength = 4_000;

    private readonly QueryClause _query;
    private readonly IReadOnlyDictionary<string, string> _sortFields;
    private readonly SortOrder _defaultSort;
    private readonly ObjectSchema _schema;

    /// <param name="query">Schema of the query.</param>
    /// <param name="sortFields">Index fields by sort member.</param>
    /// <param name="defaultSort">Default sort order.</param>
    public SearchRequestBody(QueryClause query, IReadOnlyDictionary<string, string> sortFields, SortOrder defaultSort)
    {
        (this._query, this._sortFields, this._defaultSort) = (query, sortFields, defaultSort);
        var count = Integer(1, 250);
        var direction = Choice("ASC", "DESC");
        _schema = Object(
            Required("query", query),
            Optional("size", count),
            Optional("last", count),
            Optional("after", Text(MaxCursorLength)),
            Optional("before", Text(MaxCursorLength)),
            Optional("options", Object(Optional("withTotal", Boolean))));
        var sort = Object([.. sortFields.Keys.Select(name => Optional(name, direction))]).WithOneOf([.. sortFields.Keys]);
        if (sortFields.Count > 0)
        {
            _schema = _schema.With(Optional("sort", List(sort, 1, 1)));
        }
    }

    public override string Expectation => _schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        _schema.Validate(value, report);
        if (value.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        ValidateExclusive(value, "after", "before", report);
        ValidateExclusive(value, "after", "last", report);
        ValidateExclusive(value, "before", "size", report);
        ValidateExclusive(value, "size", "last", report);
        if (value.TryGetProperty("sort", out var sort) && sort.ValueKind is JsonValueKind.Array && sort.GetArrayLength() == 1
            && sort[0].ValueKind is JsonValueKind.Object && sort[0].EnumerateObject().Count() > 1)
        {
            report.Add("sort[0]", "has several members", $"must have one of {string.Join(", ", _sortFields.Keys)}");
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _schema.ToJsonSchema(registry);

    /// <summary>Reads the search request, without the cursor.</summary>
    public SearchRequest Read(JsonElement body, DateTimeOffset now)
    {
        var backward = body.HasMember("last") || body.HasMember("before");
        return new(
            _query.ToCriterion(body.GetProperty("query"), now),
            ReadSort(body),
            (int)(body.ReadInteger("size") ?? body.ReadInteger("last") ?? DefaultSize),
            null,
            backward);
    }

    /// <summary>Returns the cursor and the name of its member; null if there is none.</summary>
    public static (string Member, string Text)? ReadCursor(JsonElement body) =>
        body.ReadText("after") is { Length: > 0 } after ? ("after", after)
        : body.ReadText("before") is { Length: > 0 } before ? ("before", before)
        : null;

    /// <summary>Identifies the query and sort order, independent of the page. Cursors are bound to this value.</summary>
    public string GetIdentity(JsonElement body)
    {
        var sort = ReadSort(body);
        return $"{sort.By} {sort.Descending} {CanonicalJson.From(body.GetProperty("query")).Raw}";
    }

    private SortOrder ReadSort(JsonElement body)
    {
        if (body.ReadMember("sort") is not { } sort)
        {
            return _defaultSort;
        }

        var by = sort[0].EnumerateObject().First();
        return new(_sortFields[by.Name], by.Value.GetString() == "DESC");
    }

    private static void ValidateExclusive(JsonElement body, string one, string other, ValidationReport report)
    {
        if (body.HasMember(one) && body.HasMember(other))
        {
            report.Add(other, $"is present beside {one}", $"must be absent beside {one}");
        }
    }
}
