using System.Collections.Immutable;

namespace Emend.Core.Orders;

public sealed partial record Order
{
    /// <summary>Applies one event to the order. Defined for every event that a decision can create.</summary>
    /// <param name="orderEvent">The event.</param>
    /// <param name="at">Time of the event; later than all earlier events.</param>
    public Order Evolve(OrderEvent orderEvent, DateTimeOffset at)
    {
        var order = orderEvent switch
        {
            OrderEvent.Placed e => e.Order,
            OrderEvent.LineAdded e => this with
            {
                Lines = Lines.Add(e.Line),
                RemovedLines = RemovedLines.RemoveAll(l => l.Id == e.Line.Id),
            },
            OrderEvent.LineRemoved e => this with
            {
                Lines = Lines.RemoveAll(l => l.Id == e.Line),
                RemovedLines = [.. RemovedLines.Where(l => l.Id != e.Line), .. Lines.Where(l => l.Id == e.Line)],
            },
            OrderEvent.LineQuantityChanged e => WithLine(e.Line, l => l.WithQuantity(e.To)),
            OrderEvent.LineArticleChanged e => WithLine(e.Line, l => l with { Properties = e.To }),
            OrderEvent.LineAttributesChanged or OrderEvent.AttributesChanged or OrderEvent.ModificationUndone => this,
            OrderEvent.PreferredTimeChanged e => this with { Delivery = Delivery with { PreferredTime = e.To } },
            OrderEvent.DeliveryChanged e => this with
            {
                Delivery = Delivery with
                {
                    Kind = e.Kind, CollectAt = e.CollectAt, ShippingPreferences = e.ShippingPreferences, IsModified = true,
                },
            },
            OrderEvent.ConsumerChanged e => this with { Delivery = Delivery with { Destination = e.To } },
            OrderEvent.PersonalDataReplaced e => this with { PersonalRevision = e.Revision, PersonalData = e.Personal },
            OrderEvent.LabelsObsoleted e => WithoutLabels(e.Parcels, at),
            OrderEvent.Routed e => WithRouting(e),
            OrderEvent.FulfillmentAmended e => WithAmendment(e),
            OrderEvent.RoutingAbandoned e => WithAbandonedPlans(e.Plans, at),
            OrderEvent.FacilitiesExcluded e => this with
            {
                ExcludedFacilities = [.. e.IsLifted ? ExcludedFacilities.Except(e.Facilities) : ExcludedFacilities.Union(e.Facilities)],
            },
            OrderEvent.ReservationsRemoved e => WithoutReservations(e, at),
            OrderEvent.Released e => WithPickJobs([.. PickJobs, .. e.PickJobs], []) with { ReleaseAt = ReleaseAt <= at ? ReleaseAt : at },
            OrderEvent.Canceled e => WithCancellation(e, at),
            OrderEvent.Unlocked or OrderEvent.PromiseConfirmed or OrderEvent.PromiseExtended => ApplyPromiseEvent(orderEvent, at),
            OrderEvent.ReturnTasksCreated e => this with { ReturnTasks = [.. ReturnTasks, .. e.Tasks] },
            OrderEvent.LineRestocked e => WithRestockedLine(e, at),
            OrderEvent.ReturnTaskClosed e => WithoutReturnTask(e.Task),
            OrderEvent.ReturnRevoked e => WithRevokedReturn(e, at),
            OrderEvent.Modified => this with { Version = Version + 1, Modifications = Modifications + 1, ModifiedAt = at },
            OrderEvent.PickingStarted e => WithPickJob(e.PickJob, at, j => j with { Status = PickJobStatus.InProgress }),
            OrderEvent.LinePicked e => WithPickJob(e.PickJob, at, j => PickJobTransitions.Pick(j, e.Line, e.Picked)),
            OrderEvent.PickJobClosed e => WithoutReservations(e.PickJob, at).WithPickJob(e.PickJob, at, PickJobTransitions.Close),
            OrderEvent.PickJobAborted e => WithPickJob(e.PickJob, at, PickJobTransitions.Abort),
            OrderEvent.PickJobReset e => WithPickJob(e.PickJob, at, PickJobTransitions.Reset),
            OrderEvent.PickingPaused e => WithPickJob(e.PickJob, at, j => j with { Status = PickJobStatus.Paused }),
            OrderEvent.RoutingPlanReduced e => WithReducedPlan(e, at).WithPickJob(e.PickJob, at, PickJobTransitions.MarkShortPickRerouted),
            OrderEvent.Anonymized => OrderAnonymizer.Anonymize(this) with { AnonymizedAt = at },
            OrderEvent.RetentionDatesSet e => WithRetentionDates(e),
            OrderEvent.Deleted e => e.Order,
            _ => ApplyWarehouseEvent(orderEvent, at),
        };
        return (order with { LastEventAt = at }).WithEndTime(at);
    }

    private Order WithRestockedLine(OrderEvent.LineRestocked e, DateTimeOffset at)
    {
        var task = FindReturnTask(e.Task);
        var more = e.Returned - (task?.Lines.FirstOrDefault(l => l.Line == e.Line).Returned ?? Quantity.Zero);
        return WithLine(e.Line, l => l with { PickedNotRestocked = l.PickedNotRestocked - more })
            .WithLine(e.Line, l => task is { IsRefused: true } ? l.WithRefusedGoodsRestocked(more) : l)
            .WithReturnTask(e.Task, at, t => t with
            {
                Lines = [.. t.Lines.Select(l => l.Line == e.Line ? l with { Returned = e.Returned } : l)],
            });
    }

    // Goods that are not restocked are lost.
    private Order WithoutReturnTask(EntityId id) => FindReturnTask(id) is not { } task ? this : this with
    {
        ReturnTasks = ReturnTasks.Remove(task),
        Lines =
        [
            .. Lines.Select(l => task.Lines.FirstOrDefault(r => r.Line == l.Id) is { Line.Value: not null } r
                ? l with { PickedNotRestocked = l.PickedNotRestocked - (r.Quantity - r.Returned) }
                : l),
        ],
    };

    private Order WithReturnTask(EntityId id, DateTimeOffset at, Func<ReturnTask, ReturnTask> change) => this with
    {
        ReturnTasks = [.. ReturnTasks.Select(t => t.Id == id ? change(t) with { Version = t.Version + 1, ModifiedAt = at } : t)],
    };

    private Order WithLine(LineId id, Func<Line, Line> change) =>
        this with { Lines = [.. Lines.Select(l => l.Id == id ? change(l) : l)] };

    private Order WithPickJob(EntityId id, DateTimeOffset at, Func<PickJob, PickJob> change) => this with
    {
        PickJobs = [.. PickJobs.Select(j => j.Id == id ? change(j) with { Version = j.Version + 1, ModifiedAt = at } : j)],
    };

    private Order WithoutReservations(EntityId pickJob, DateTimeOffset at)
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

    private Order WithoutReservations(OrderEvent.ReservationsRemoved e, DateTimeOffset at) => this with
    {
        Plans =
        [
            .. Plans.Select(p => !p.Lines.Any(l => e.Includes(p, l)) ? p : p with
            {
                Version = p.Version + 1,
                ModifiedAt = at,
                Lines = [.. p.Lines.Select(l => e.Includes(p, l) ? l.WithoutReservation(e.ReducesStock) : l)],
            }),
        ],
    };

    private Order WithRouting(OrderEvent.Routed e)
    {
        var superseded = PickJobs.Where(j => e.Superseded.Contains(j.PlanId)).ToList();
        var order = WithPickJobs([.. PickJobs.Where(j => !e.Superseded.Contains(j.PlanId)), .. e.PickJobs], superseded);
        return order with
        {
            Plans = [.. Plans.Where(p => !e.Superseded.Contains(p.Id)), .. e.Plans],
            HandoverJobs = HandoverJobs.RemoveAll(h => superseded.Exists(j => j.Id == h.PickJobId)),
            Shipments = Shipments.RemoveAll(s => superseded.Exists(j => j.Id == s.PickJobId)),
        };
    }

    private Order WithAmendment(OrderEvent.FulfillmentAmended e)
    {
        var jobs = PickJobs.Where(j => !e.Ended.Contains(j.PlanId)).Select(j => e.PickJobs.FirstOrDefault(a => a.Id == j.Id) ?? j);
        return WithPickJobs([.. jobs], []) with
        {
            Plans =
            [
                .. Plans.Where(p => !e.Ended.Contains(p.Id)).Select(p => e.Plans.FirstOrDefault(a => a.Id == p.Id) ?? p),
            ],
        };
    }

    private Order WithPickJobs(ImmutableArray<PickJob> jobs, IEnumerable<PickJob> superseded)
    {
        var left = SumPerLine(superseded, (job, l) => l.Picked - GetHandedOver(job.Id, l.Line));
        var offered = SumPerLine(jobs, (_, l) => l.Quantity);
        return this with
        {
            PickJobs = jobs,
            Lines = [.. Lines.Select(l => WithPickJobQuantities(l, left.GetValueOrDefault(l.Id), offered.GetValueOrDefault(l.Id)))],
        };
    }

    private Order WithAbandonedPlans(ImmutableArray<EntityId> plans, DateTimeOffset at) => this with
    {
        Plans =
        [
            .. Plans.Select(p => plans.Contains(p.Id) ? p with { Version = p.Version + 1, ModifiedAt = at, AbandonedAt = at } : p),
        ],
    };

    private static Line WithPickJobQuantities(Line line, Quantity left, Quantity offered) =>
        left == Quantity.Zero && offered <= line.Released
        ? line
        : line with { PickedNotRestocked = line.PickedNotRestocked + left, Released = Max(line.Released, offered) };

    private static Dictionary<LineId, Quantity> SumPerLine(IEnumerable<PickJob> jobs, Func<PickJob, PickLine, Quantity> quantity)
    {
        var sums = new Dictionary<LineId, Quantity>();
        foreach (var job in jobs)
        {
            foreach (var line in job.Lines)
            {
                if (quantity(job, line) is var more && more > Quantity.Zero)
                {
                    sums[line.Line] = sums.GetValueOrDefault(line.Line) + more;
                }
            }
        }

        return sums;
    }

    private static Quantity Max(Quantity left, Quantity right) => left >= right ? left : right;
}
