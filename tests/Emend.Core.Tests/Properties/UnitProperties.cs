using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;
using static Emend.Core.Tests.Properties.ScenarioChecks;

namespace Emend.Core.Tests.Properties;

/// <summary>What holds for the units and the finished entities of an order after every command.</summary>
public sealed class UnitProperties
{
    private const int MaxTest = 150;

    [Fact]
    public void Every_unit_of_a_line_is_accounted_for_after_every_command() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { After: var after })
        {
            return;
        }

        AssertBalanced(after);
        var context = step.Context with
        {
            Settings = step.Context.Settings with { AllowForceCancel = true },
            Actor = TestData.Admin,
            Seed = new IdSeed(step.Context.Now, 77, 77), // a second decision never has the ids of the first
        };
        foreach (var command in GetOtherCommands(step, after))
        {
            if (Decider.Decide(after, command, context) is Decision.Accepted accepted)
            {
                AssertBalanced(accepted.After);
            }
        }
    });

    [Fact]
    public void Finished_entities_never_change() => CheckSteps(MaxTest, step =>
    {
        if (step is not { Accepted: { After: var after } accepted, Before: { } before }
            || step.Command is OrderCommand.UpdateHandoverJob { Action: HandoverJobAction.Revert })
        {
            return;
        }

        var ended = accepted.Effects.EndedEntities;
        foreach (var job in before.PickJobs.Where(j => j.Status is PickJobStatus.Closed))
        {
            var now = after.FindPickJob(job.Id) ?? ended.PickJobs.Single(j => j.Id == job.Id);
            Assert.Equal(ValuePrinter.Print(job), ValuePrinter.Print(now));
        }

        foreach (var job in before.HandoverJobs.Where(j => j.Status is HandoverStatus.HandedOver))
        {
            Assert.Equal(ValuePrinter.Print(job), ValuePrinter.Print(after.FindHandoverJob(job.Id)!));
            Assert.NotNull(after.FindPickJob(job.PickJobId));
        }

        // Only the carrier reports completed shipments.
        foreach (var shipment in before.Shipments.Where(s =>
            s.Status is ShipmentStatus.Completed && step.Command is not OrderCommand.UpdateLabel { Action: LabelAction.Track }))
        {
            Assert.Equal(ValuePrinter.Print(shipment), ValuePrinter.Print(after.FindShipment(shipment.Id)!));
        }
    });

    [Fact]
    public void Parcels_contain_each_unit_of_their_shipment_once() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { After: { IsCanceled: false } after })
        {
            return;
        }

        foreach (var shipment in after.Shipments)
        {
            var job = after.HandoverJobs.Single(j => j.PickJobId == shipment.PickJobId);
            var packed = shipment.Parcels.SelectMany(p => after.GetLines(shipment, p)).ToLookup(l => l.Line, l => l.Quantity.Thousandths);
            Assert.All(job.Lines, l => Assert.Equal(l.Quantity.Thousandths, packed[l.Line].Sum()));
            Assert.All(shipment.Parcels, p => Assert.All(after.GetLines(shipment, p), l => Assert.True(l.Quantity > Quantity.Zero)));
            Assert.True(shipment.Parcels.Length == 1 || shipment.Parcels.All(p => !p.Lines.IsEmpty));
        }
    });

    // Commands that the scenarios do not contain, or rarely.
    private static IEnumerable<OrderCommand> GetOtherCommands(ScenarioStep step, Order order) =>
    [
        new OrderCommand.RerouteUnroutable(true), new OrderCommand.RerouteUnroutable(false), new OrderCommand.Release(),
        new OrderCommand.Release { Facility = TestData.Amsterdam },
        new OrderCommand.ExpirePromise(), new OrderCommand.Anonymize(), new OrderCommand.SetRetentionDates(TestData.Noon, null),
        RemoveReservations(false), RemoveReservations(true),
        .. order.ReturnTasks.Select(t => new OrderCommand.CreateHandoverJob(t.PickJobId)),
        .. order.Lines.Select(l => new OrderCommand.RerouteShortage(TestData.Amsterdam, l.Article)),
        .. order.HandoverJobs.Select(h =>
            new OrderCommand.UpdateHandoverJob(h.Id, new HandoverJobAction.Cancel(HandoverCancelReason.OrderCanceled), null)),
        new OrderCommand.ChangeFulfillment(new FulfillmentAction.Cancel(null), null, UnroutableBehavior.Accept),
        new OrderCommand.ChangeFulfillment(new FulfillmentAction.ForceCancel(null), null, UnroutableBehavior.Accept),
        .. step is { Command: OrderCommand.Modify, Before: { } before }
            ? [new OrderCommand.Undo(new(order.Revision, before, order), null, UnroutableBehavior.Accept)]
            : Array.Empty<OrderCommand>(),
    ];

    private static void AssertBalanced(Order order)
    {
        foreach (var line in order.Lines)
        {
            var units = LineUnits.Count(order, line);
            Assert.Equal(line.Quantity, units.Total);
            Quantity[] all =
            [
                units.Open, units.Waiting, units.Reserved, units.Picked, units.HandedOver, units.Canceled, units.Refused, units.Returned,
                units.ToRestock,
            ];
            Assert.All(all, q => Assert.True(q >= Quantity.Zero, $"{units}"));
            Assert.Equal(RoutingCoverage.GetUnroutableQuantity(order, line.Id), units.Waiting);
        }
    }
}
