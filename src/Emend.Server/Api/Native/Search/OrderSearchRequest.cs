using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Search;

/// <summary>The request body of the order search.</summary>
internal sealed class OrderSearchRequest : JsonSchema
{
    public static readonly OrderSearchRequest Body = new();

    private readonly ObjectSchema _schema = Object(
        Optional("where", OrderWhereSchema.Clause.WithDescription("All members must match. An empty object matches every order.")),
        Optional("sort", OrderPageQuery.SortSchema),
        Optional("size", Integer(1, OrderPageQuery.MaxSize)),
        Optional("after", NonBlankText(OrderPageQuery.MaxCursorLength).WithDescription("The value of next: requests the following page.")),
        Optional("before", NonBlankText(OrderPageQuery.MaxCursorLength).WithDescription(
            "The value of previous: requests the preceding page.")),
        Optional("total", Boolean.WithDescription("True counts all matching orders.")));

    public override string Expectation => _schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        _schema.Validate(value, report);
        if (value.ValueKind is JsonValueKind.Object && value.HasMember("after") && value.HasMember("before"))
        {
            report.Add("before", "is sent together with after", "send one of them");
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _schema.ToJsonSchema(registry);

    public static OrderPageQuery Read(JsonElement body, DateTimeOffset now)
    {
        var (where, sort) = (body.ReadMember("where"), OrderPageQuery.FindSortOrder(body.ReadText("sort"))!);
        return new(
            where is { } tree ? OrderWhereSchema.Clause.ToCriterion(tree, now) : Criterion.MatchAll,
            sort,
            (int)(body.ReadInteger("size") ?? OrderPageQuery.DefaultSize))
        {
            Identity = $"search {sort} {(where is { } condition ? CanonicalJson.From(condition).Raw : "{}")}",
            Cursor = body.ReadText("after") is { } after ? ("after", after)
                : body.ReadText("before") is { } before ? ("before", before)
                : null,
            IncludeTotal = body.ReadBoolean("total") ?? false,
        };
    }
}
