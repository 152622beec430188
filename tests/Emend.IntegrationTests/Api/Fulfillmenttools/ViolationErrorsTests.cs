using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Api.Fulfillmenttools.Mapping;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ViolationErrorsTests
{
    private static IEnumerable<Rule> All => Core.Rules.FulfillmenttoolsPolicy.Policy.Tables
        .Append(InvariantRules.RuleSet).Append(InvariantRules.Routing).SelectMany(t => t.Rules);

    public static TheoryData<string> Rows => [.. All.Select(r => r.Id)];

    [Theory, MemberData(nameof(Rows))]
    public void Every_row_has_its_status_by_its_kind(string id)
    {
        var rule = All.First(r => r.Id == id);
        var violation = new RuleViolation(rule.Id, rule.Kind, rule.Condition, rule.Remedy, null, rule.Field);
        Assert.Equal(rule.Kind is RuleKind.Permission ? 403 : 422, ViolationErrors.Status([violation]));
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
