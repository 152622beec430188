using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Emend.Core.Orders;

public sealed partial record Order
{
    /// <summary>The order after one more event. Total: whatever was decided can be folded again.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="at">When; strictly after everything before.</param>
    public Order Evolve(OrderEvent happened, DateTimeOffset at)
    {
        var order = happened switch
        {
            OrderEvent.Placed e => e.Order,
            OrderEvent.LineAdded e => this with { Lines = Lines.Add(e.Line) },
            OrderEvent.LineRemoved e => this with { Lines = Lines.RemoveAll(l => l.Id == e.Line) },
            OrderEvent.LineQuantitySet e => WithLine(e.Line, l => l with { Quantity = e.To }),
            OrderEvent.LineArticleSet e => WithLine(e.Line, l => l with { Properties = e.To }),
            OrderEvent.LineAttributesSet or OrderEvent.AttributesSet => this,
            OrderEvent.PreferredTimeSet e => this with { Delivery = Delivery with { PreferredTime = e.To } },
            OrderEvent.ConsumerSet e => this with { Delivery = Delivery with { Destination = e.To } },
            OrderEvent.PersonalReplaced e => this with { PersonalRevision = e.Revision, Personal = e.Personal },
            OrderEvent.LabelsObsoleted e => WithoutLabels(e.Parcels),
            OrderEvent.Routed e => WithRoutes(e),
            OrderEvent.Modified => this with { Version = Version + 1, Modifications = Modifications + 1, ModifiedAt = at },
            OrderEvent.PickingStarted e => WithPickJob(e.PickJob, at, j => j with { Status = PickJobStatus.InProgress }),
            OrderEvent.LinePicked e => WithPickJob(e.PickJob, at, j => Picking.Picked(j, e.Line, e.Picked)),
            OrderEvent.PickJobClosed e => WithTaken(e.PickJob, at).WithPickJob(e.PickJob, at, Picking.Closed),
            OrderEvent.PickJobAborted e => WithPickJob(e.PickJob, at, Picking.Aborted),
            OrderEvent.PickJobReset e => WithPickJob(e.PickJob, at, Picking.Reset),
            _ => throw new SwitchExpressionException(happened),
        };
        return order with { TouchedAt = at };
    }

    private Order WithLine(LineId id, Func<Line, Line> change) =>
        this with { Lines = [.. Lines.Select(l => l.Id == id ? change(l) : l)] };

    private Order WithPickJob(EntityId id, DateTimeOffset at, Func<PickJob, PickJob> change) => this with
    {
        PickJobs = [.. PickJobs.Select(j => j.Id == id ? change(j) with { Version = j.Version + 1, ModifiedAt = at } : j)],
    };

    private Order WithTaken(EntityId pickJob, DateTimeOffset at)
    {
        var plan = FindPickJob(pickJob)?.PlanId;
        return this with
        {
            Plans =
            [
                .. Plans.Select(p => p.Id != plan
                    ? p
                    : p with
                    {
                        Version = p.Version + 1,
                        ModifiedAt = at,
                        Lines = [.. p.Lines.Select(l => l with { Reserved = Quantity.Zero })],
                    }),
            ],
        };
    }

    private Order WithoutLabels(ImmutableArray<EntityId> parcels) => this with
    {
        Shipments =
        [
            .. Shipments.Select(s => !s.Parcels.Any(p => parcels.Contains(p.Id))
                ? s
                : s with
                {
                    Version = s.Version + 1,
                    Parcels =
                    [
                        .. s.Parcels.Select(p => parcels.Contains(p.Id)
                            ? p with { Version = p.Version + 1, Status = ParcelStatus.Obsolete }
                            : p),
                    ],
                }),
        ],
    };

    private Order WithRoutes(OrderEvent.Routed e)
    {
        var ended = PickJobs.Where(j => e.Superseded.Contains(j.PlanId)).ToImmutableArray();
        var left = ended.SelectMany(j => j.Lines).Where(l => l.Picked > Quantity.Zero).ToLookup(l => l.Line, l => l.Picked);
        return this with
        {
            Plans = [.. Plans.Where(p => !e.Superseded.Contains(p.Id)), .. e.Plans],
            PickJobs = [.. PickJobs.Where(j => !e.Superseded.Contains(j.PlanId)), .. e.PickJobs],
            Lines =
            [
                .. Lines.Select(l => l with
                {
                    PickedAndLeft = left[l.Id].Aggregate(l.PickedAndLeft, (sum, picked) => sum + picked),
                    Released = Max(l.Released, ReleasedBy(e, l)),
                }),
            ],
        };
    }

    private Quantity ReleasedBy(OrderEvent.Routed e, Line line) =>
        PickJobs.Where(j => !e.Superseded.Contains(j.PlanId)).Concat(e.PickJobs)
            .SelectMany(j => j.Lines).Where(l => l.Line == line.Id)
            .Aggregate(Quantity.Zero, (sum, l) => sum + l.Quantity);

    private static Quantity Max(Quantity left, Quantity right) => left >= right ? left : right;
}
