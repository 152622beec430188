using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>The random scenarios reach the cases that the properties are about.</summary>
public sealed class OrderScenarioCoverageTests
{
    [Fact]
    public void The_scenarios_cover_every_case()
    {
        var ruleIds = new HashSet<string>();
        var kinds = new HashSet<string>();
        var events = new HashSet<string>();
        foreach (var step in OrderScenario.Any.Sample(900, new Rnd(2026, 0x9E37_79B9_7F4A_7C15), 50).SelectMany(s => s.Steps))
        {
            kinds.Add(step.Decision.GetType().Name);
            events.UnionWith(step.Accepted?.Events.EventNames() ?? []);
            ruleIds.UnionWith(step.Decision is Decision.Rejected rejected ? rejected.Violations.Select(r => r.RuleId) : []);
        }
        Assert.Equal(["Accepted", "NoChange", "Rejected", "VersionConflict"], kinds.Order());
        Assert.Equal(
            [
                "AttributesChanged", "Canceled", "CarrierChanged", "ConsumerChanged", "DeliveryChanged",
                "FacilitiesExcluded", "FulfillmentAmended", "HandoverInputRequested",
                "HandoverJobCanceled", "HandoverJobCompleted", "HandoverJobCreated", "HandoverReverted",
                "LabelCreated", "LabelFailed", "LabelRequested",
                "LabelsObsoleted", "LineAdded", "LineArticleChanged", "LineAttributesChanged", "LineHandedOver", "LinePicked",
                "LineQuantityChanged", "LineRemoved", "LineRestocked", "MissingUnitsCanceled", "Modified", "ParcelSplit", "ParcelTracked",
                "PersonalDataReplaced",
                "PickJobAborted", "PickJobCanceled", "PickJobClosed", "PickJobReset", "PickLinePartsChanged", "PickingPaused",
                "PickingStarted", "Placed", "PreferredTimeChanged", "PromiseConfirmed", "PromiseExtended", "Released",
                "ReservationsRemoved", "ReturnRevoked", "ReturnTaskClosed", "ReturnTasksCreated", "Routed",
                "RoutingPlanReduced", "TargetTimeSet", "Unlocked",
            ],
            events.Order(StringComparer.Ordinal));
        string[] expected = ["RT-1", "IN-4", "EL-4", "EL-5", "EL-9", "AL-7", "AL-9", "PD-4", "PJ-4", "PJ-10"];
        Assert.Empty(expected.Except(ruleIds));
    }
}
