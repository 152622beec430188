using System.Collections.Immutable;
using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Rows of a bulk write, theirs to ours: those that are well formed, and what is wrong with the others.</summary>
internal sealed record StockRowMapper(
    IReadOnlyList<StockUpsertRow> Good, IReadOnlyList<int> Places, IReadOnlyDictionary<int, ImmutableArray<ValidationError>> Bad)
{
    public int Count => Good.Count + Bad.Count;

    /// <param name="body">What has the member <c>stocks</c>.</param>
    /// <param name="path">Where that stands.</param>
    /// <param name="schema">What each row must be.</param>
    public static StockRowMapper From(JsonElement body, string path, JsonSchema schema)
    {
        var (good, places, bad) = (new List<StockUpsertRow>(), new List<int>(), new Dictionary<int, ImmutableArray<ValidationError>>());
        foreach (var (at, row) in body.Entries("stocks").Index())
        {
            var problems = RowArraySchema.Problems(path, at, row, schema);
            if (problems.IsEmpty)
            {
                good.Add(Row(row));
                places.Add(at);
            }
            else bad.Add(at, problems);
        }

        return new(good, places, bad);
    }

    private static StockUpsertRow Row(JsonElement row)
    {
        var onHand = OrderLineMapper.Quantity(row, "value");
        if (row.Text("id") is { } id) return new(onHand) { StockId = id, Version = row.Whole("version") };
        var choice = row.Part("facility") ?? row;
        return new(onHand)
        {
            Facility = choice.Text("facilityRef") is { } facility ? new(facility) : null,
            TenantFacilityId = choice.Text("tenantFacilityId"),
            Article = new(row.Text("tenantArticleId")!),
        };
    }
}
