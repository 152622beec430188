using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Api.Fulfillmenttools.Mapping;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ViolationErrorsTests
{
    private static IEnumerable<Rule> All => Core.Rules.FulfillmenttoolsPolicy.Policy.RuleSets
        .Append(InvariantRules.RuleSet).Append(InvariantRules.Routing).SelectMany(t => t.Rules);

    public static TheoryData<string> Rows => [.. All.Select(r => r.Id)];

    [Theory, MemberData(nameof(Rows))]
    public void The_kind_of_a_rule_determines_the_status(string id)
    {
        var rule = All.First(r => r.Id == id);
        var violation = new RuleViolation(rule.Id, rule.Kind, rule.Condition, rule.Remedy, null, rule.Field);
        Assert.Equal(rule.Kind is RuleKind.Permission ? 403 : 422, ViolationErrors.GetStatus([violation]));
    }

    [Theory]
    [InlineData(0, RequestField.Quantity, "orderLineItems[1].quantity")]
    [InlineData(0, null, "orderLineItems[1]")]
    [InlineData(1, RequestField.PreferredTime, "preferredHandlingTime")]
    [InlineData(2, RequestField.Addresses, "consumer.addresses")]
    [InlineData(null, null, "")]
    [InlineData(null, RequestField.TenantOrderId, "tenantOrderId")]
    public void A_violation_has_the_path_of_its_member(int? change, RequestField? field, string path)
    {
        var mapped = new MappedModification(null!, ["orderLineItems[1]", "preferredHandlingTime", "consumer"]);
        Assert.Equal(path, mapped.GetPath(change, field));
    }
}
