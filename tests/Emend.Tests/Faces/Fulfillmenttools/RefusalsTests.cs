using Emend.Core.Rules;
using Emend.Server.Faces.Fulfillmenttools;
using Emend.Server.Faces.Fulfillmenttools.Mapping;

namespace Emend.Tests.Faces.Fulfillmenttools;

public sealed class RefusalsTests
{
    private static IEnumerable<Row> All => Core.Rules.Fulfillmenttools.Policy.Tables
        .Append(Invariants.Table).Append(Invariants.Routing).SelectMany(t => t.Rows);

    public static TheoryData<string> Rows => [.. All.Select(r => r.Id)];

    [Theory, MemberData(nameof(Rows))]
    public void Every_row_has_its_status_by_its_kind(string id)
    {
        var row = All.First(r => r.Id == id);
        var refusal = new Refusal(row.Id, row.Kind, row.Condition, row.Remedy, null, row.Field);
        Assert.Equal(row.Kind is RowKind.Permission ? 403 : 422, Refusals.Status([refusal]));
    }

    [Theory]
    [InlineData(0, "quantity", "orderLineItems[1].quantity")]
    [InlineData(0, null, "orderLineItems[1]")]
    [InlineData(1, "preferredHandlingTime", "preferredHandlingTime")]
    [InlineData(2, "addresses", "consumer.addresses")]
    [InlineData(null, null, "")]
    [InlineData(null, "version", "version")]
    public void A_refusal_points_at_the_member_it_speaks_of(int? change, string? field, string path)
    {
        var mapped = new MappedModification(null!, ["orderLineItems[1]", "preferredHandlingTime", "consumer"]);
        Assert.Equal(path, mapped.PathOf(change, field));
    }
}
