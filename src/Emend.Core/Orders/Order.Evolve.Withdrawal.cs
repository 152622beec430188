namespace Emend.Core.Orders;

// Withdrawn units: they stay on the line and are never routed again.
public sealed partial record Order
{
    private Order WithWithdrawnUnits(EntityId pickJob, bool isRefused)
    {
        if (FindPickJob(pickJob) is not { } picked)
        {
            return this;
        }

        var plan = Plans.FirstOrDefault(p => p.Id == picked.PlanId);
        return this with
        {
            HandoverJobs = HandoverJobs.RemoveAll(h => h.PickJobId == picked.Id),
            Shipments = Shipments.RemoveAll(s => s.PickJobId == picked.Id),
            PickJobs = PickJobs.Remove(picked),
            Plans = plan is null ? Plans : Plans.Remove(plan),
            Lines = [.. Lines.Select(l => Withdraw(l, picked, plan, isRefused))],
        };
    }

    private static Line Withdraw(Line line, PickJob job, RoutingPlan? plan, bool isRefused)
    {
        var picked = job.Lines.FirstOrDefault(l => l.Line == line.Id).Picked;
        var planned = plan?.Lines.FirstOrDefault(l => l.Line == line.Id).Quantity ?? Quantity.Zero;
        return line with
        {
            PickedNotRestocked = line.PickedNotRestocked + picked,
            Withdrawn = line.Withdrawn + planned,
            Refused = isRefused ? line.Refused + picked : line.Refused,
        };
    }

    // A plan without units ends together with its pick job.
    private Order WithoutMissingUnits(OrderEvent.MissingUnitsCanceled e, DateTimeOffset at)
    {
        var plan = Plans.FirstOrDefault(p => p.Id == FindPickJob(e.PickJob)?.PlanId);
        var rest = plan?.Lines.Select(l => l.WithFoundQuantity(l.Quantity - GetQuantity(e.Lines, l.Line)))
            .Where(l => l.Quantity > Quantity.Zero).ToList();
        var order = this with
        {
            Lines = [.. Lines.Select(l => l with { Withdrawn = l.Withdrawn + GetQuantity(e.Lines, l.Id) })],
        };
        return plan is null || rest is null ? order
            : rest.Count == 0 ? order with { Plans = Plans.Remove(plan), PickJobs = PickJobs.RemoveAll(j => j.Id == e.PickJob) }
            : order with { Plans = Plans.Replace(plan, plan with { Version = plan.Version + 1, ModifiedAt = at, Lines = [.. rest] }) };
    }

    // The units are no longer withdrawn. The return task keeps the goods that the customer does not get.
    private Order WithRevokedReturn(OrderEvent.ReturnRevoked e, DateTimeOffset at)
    {
        var order = this with
        {
            Plans = Plans.Add(e.Plan),
            Lines =
            [
                .. Lines.Select(l => e.Plan.FindLine(l.Id).Quantity is { Thousandths: > 0 } goods
                    ? l with
                    {
                        PickedNotRestocked = l.PickedNotRestocked - goods,
                        Withdrawn = l.Withdrawn - goods,
                        Refused = l.Refused - goods,
                    }
                    : l),
            ],
        };
        return order.WithPickJobs([.. PickJobs, e.PickJob], []).WithReturnTask(e.Task, at, t => t with
        {
            Lines =
            [
                .. t.Lines.Select(l => l.Without(e.Plan.FindLine(l.Line))).Where(l => l.Quantity > Quantity.Zero),
            ],
        });
    }

    private static Quantity GetQuantity(IEnumerable<LineQuantity> lines, LineId line) =>
        lines.FirstOrDefault(l => l.Line == line).Quantity;
}
