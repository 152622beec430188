using System.Collections.Immutable;
using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Parsed rows of a bulk stock write: the valid rows, and the errors of the invalid rows.</summary>
internal sealed record StockRows(
    IReadOnlyList<StockUpsertRow> Valid, IReadOnlyList<int> Indexes, IReadOnlyDictionary<int, ImmutableArray<ValidationError>> Errors)
{
    public int Count => Valid.Count + Errors.Count;

    /// <param name="body">The object with the member <c>stocks</c>.</param>
    /// <param name="path">Path of that member, for errors.</param>
    /// <param name="schema">Schema of a row.</param>
    public static StockRows Parse(JsonElement body, string path, JsonSchema schema)
    {
        var (valid, indexes, errors) = (
            new List<StockUpsertRow>(), new List<int>(), new Dictionary<int, ImmutableArray<ValidationError>>());
        foreach (var (at, row) in body.ReadEntries("stocks").Index())
        {
            var problems = RowArraySchema.ValidateRow(path, at, row, schema);
            if (problems.IsEmpty)
            {
                valid.Add(ReadRow(row));
                indexes.Add(at);
            }
            else
            {
                errors.Add(at, problems);
            }
        }

        return new(valid, indexes, errors);
    }

    private static StockUpsertRow ReadRow(JsonElement row)
    {
        var onHand = OrderLineMapper.ReadQuantity(row, "value");
        if (row.ReadText("id") is { } id)
        {
            return new(onHand) { StockId = id, Version = row.ReadInteger("version") };
        }

        var choice = row.ReadMember("facility") ?? row;
        return new(onHand)
        {
            Facility = choice.ReadText("facilityRef") is { } facility ? new(facility) : null,
            TenantFacilityId = choice.ReadText("tenantFacilityId"),
            Article = new(row.ReadText("tenantArticleId")!),
        };
    }
}
