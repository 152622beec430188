using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Search;

/// <summary>The body of a search.</summary>
internal sealed class OrderSearchRequest : JsonSchema
{
    public static readonly OrderSearchRequest Body = new();

    private readonly ObjectSchema schema = Object(
        Optional("where", OrderWhereSchema.Clause.WithDescription("All of its members must hold. Where it says nothing, every order is found.")),
        Optional("sort", OrderPageQuery.Sortings),
        Optional("size", Whole(1, OrderPageQuery.Max)),
        Optional("after", Name(OrderPageQuery.MaxCursorLength).WithDescription("The next of a page: what comes behind it.")),
        Optional("before", Name(OrderPageQuery.MaxCursorLength).WithDescription("The previous of a page: what comes in front of it.")),
        Optional("total", Flag.WithDescription("Whether to count all that meet it.")));

    public override string Expectation => schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        schema.Validate(value, report);
        if (value.ValueKind is JsonValueKind.Object && value.Has("after") && value.Has("before"))
            report.Add("before", "is there beside after", "name one of the two");
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schema.ToJsonSchema(schemaRegistry);

    public static OrderPageQuery Read(JsonElement body, DateTimeOffset now)
    {
        var (where, sort) = (body.Part("where"), OrderPageQuery.Sorted(body.Text("sort"))!);
        return new(
            where is { } tree ? OrderWhereSchema.Clause.Read(tree, now) : Criterion.Anything,
            sort,
            (int)(body.Whole("size") ?? OrderPageQuery.Default))
        {
            Identity = $"search {sort} {(where is { } told ? CanonicalJson.Of(told).Raw : "{}")}",
            Cursor = body.Text("after") is { } after ? ("after", after) : body.Text("before") is { } before ? ("before", before) : null,
            Counts = body.Flag("total") ?? false,
        };
    }
}
