using System.ComponentModel;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>A routing plan of an order.</summary>
[SchemaName("RoutingPlan")]
internal readonly struct NativeRoutingPlanView(RoutingPlan plan)
{
    public EntityId Id => plan.Id;

    [Minimum(1)]
    public long Version => plan.Version;

    public RoutingPlanStatus Status => plan.Status;

    [Description("The facility that supplies the units. Missing if they are unroutable.")]
    public FacilityId? Facility => plan.Facility;

    [Description("Why the units were rerouted.")]
    public RerouteReason? Reason => plan.Reason;

    [Minimum(1)]
    public long RunNumber => plan.RunNumber;

    public IEnumerable<PlanLineView> Lines => plan.Lines.Select(line => new PlanLineView(line));
}

/// <summary>The units of a line in a routing plan.</summary>
internal readonly struct PlanLineView(PlanLine units)
{
    public LineId Line => units.Line;

    public Quantity Quantity => units.Quantity;

    public Quantity Reserved => units.Reserved;
}

/// <summary>A pick job of an order.</summary>
internal readonly struct PickJobView(PickJob job)
{
    public EntityId Id => job.Id;

    [Minimum(1)]
    public long Version => job.Version;

    public PickJobStatus Status => job.Status;

    public PickJobSubStatus? SubStatus => job.SubStatus;

    public FacilityId Facility => job.Facility;

    public EntityId Plan => job.PlanId;

    public IEnumerable<PickLineView> Lines => job.Lines.Select(line => new PickLineView(line));
}

/// <summary>The units of a line in a pick job.</summary>
internal readonly struct PickLineView(PickLine line)
{
    public LineId Line => line.Line;

    public Quantity Quantity => line.Quantity;

    public Quantity Picked => line.Picked;

    public PickLineStatus Status => line.Status;

    [Description("The parts of a split line.")]
    public IEnumerable<PickLinePartView>? Parts => PickLinePartView.Of(line);
}

/// <summary>A part of a split line.</summary>
internal readonly struct PickLinePartView(PickLine line, PickLinePart part)
{
    [Id, Description("The id that pick actions use. The first part has the id of the line.")]
    public string Id => part.Id.Value;

    public Quantity Quantity => part.Quantity;

    public Quantity Picked => part.Picked;

    public PickLineStatus Status => line.GetPartStatus(part);

    public static IEnumerable<PickLinePartView>? Of(PickLine line) =>
        line.Parts.NullIfEmpty()?.Select(part => new PickLinePartView(line, part));
}
