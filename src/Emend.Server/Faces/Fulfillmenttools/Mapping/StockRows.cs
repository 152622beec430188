using System.Collections.Immutable;
using System.Text.Json;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>Rows of a bulk write, theirs to ours: those that are well formed, and what is wrong with the others.</summary>
internal sealed record StockRows(
    IReadOnlyList<StockRow> Good, IReadOnlyList<int> Places, IReadOnlyDictionary<int, ImmutableArray<Problem>> Bad)
{
    public int Count => Good.Count + Bad.Count;

    /// <param name="body">What has the member <c>stocks</c>.</param>
    /// <param name="path">Where that stands.</param>
    /// <param name="shape">What each row must be.</param>
    public static StockRows Of(JsonElement body, string path, Shape shape)
    {
        var (good, places, bad) = (new List<StockRow>(), new List<int>(), new Dictionary<int, ImmutableArray<Problem>>());
        foreach (var (at, row) in body.Entries("stocks").Index())
        {
            var problems = RowsShape.Problems(path, at, row, shape);
            if (problems.IsEmpty)
            {
                good.Add(Row(row));
                places.Add(at);
            }
            else bad.Add(at, problems);
        }

        return new(good, places, bad);
    }

    private static StockRow Row(JsonElement row)
    {
        var onHand = Lines.Quantity(row, "value");
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
