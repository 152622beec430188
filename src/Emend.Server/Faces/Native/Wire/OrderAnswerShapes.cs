using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What an order looks like; every member is here.</summary>
internal static class OrderAnswerShapes
{
    private static readonly Shape Line = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("article", CommonShapes.Ref),
        Must("title", Shape.Text()),
        Must("quantity", CommonShapes.SomeQuantity),
        May("unitPrice", Shape.Number()),
        May("details", Shape.AnyObject),
        May("attributes", Shape.AnyObject)).Named("Line");

    private static readonly Shape Service = Shape.Object(
        Must("id", Shape.Text()),
        Must("bundled", Shape.Flag),
        Must("articles", Shape.List(OrderShapes.ServicedArticle)),
        Must("services", Shape.List(Shape.Later(() => Service!))),
        Must("definition", Shape.AnyObject)).Named("ServiceOfOrder");

    private static readonly Shape Plan = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Revision),
        Must("status", States.Shape<RoutingPlanStatus>()),
        May("facility", CommonShapes.Ref.Says("Where the units come from; nothing while they have no place.")),
        May("reason", States.Shape<RerouteReason>().Says("Why it was routed again.")),
        Must("run", Shape.Whole(least: 1)),
        Must("lines", Shape.List(Shape.Object(
            Must("line", CommonShapes.Ref),
            Must("quantity", CommonShapes.AnyQuantity),
            Must("reserved", CommonShapes.AnyQuantity)).Named("PlanLine")))).Named("Plan");

    private static readonly Shape Part = Shape.Object(
        Must("id", CommonShapes.Ref.Says("It is picked by it; the first part has that of the line.")),
        Must("quantity", CommonShapes.AnyQuantity),
        Must("picked", CommonShapes.AnyQuantity),
        Must("status", States.Shape<PickLineStatus>())).Named("PickPart");

    private static readonly Shape Job = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Revision),
        Must("status", States.Shape<PickJobStatus>()),
        May("subStatus", States.Shape<PickJobSubStatus>()),
        Must("facility", CommonShapes.Ref),
        Must("plan", CommonShapes.Ref),
        Must("lines", Shape.List(Shape.Object(
            Must("line", CommonShapes.Ref),
            Must("quantity", CommonShapes.AnyQuantity),
            Must("picked", CommonShapes.AnyQuantity),
            Must("status", States.Shape<PickLineStatus>()),
            May("parts", Shape.List(Part).Says("What it was split into."))).Named("PickLine")))).Named("PickJob");

    public static readonly Shape Order = Shape.Object(
        Must("id", CommonShapes.Ref),
        May("tenantOrderId", CommonShapes.Ref),
        Must("face", CommonShapes.Ref.Says("The face it was placed through.")),
        Must("status", States.Shape<OrderStatus>()),
        May("promisedUntil", Shape.Moment.Says("When the promise ends by itself, or ended.")),
        Must("revision", CommonShapes.Revision.Says("Counts whatever happens to the order; the ETag says the same.")),
        Must("version", CommonShapes.Revision.Says("Counts what changed about the order itself; a pick does not step it.")),
        Must("orderedAt", Shape.Moment),
        Must("createdAt", Shape.Moment),
        Must("modifiedAt", Shape.Moment),
        Must("releaseAt", Shape.Moment.Says("From when its units are offered to facilities.")),
        Must("anonymized", Shape.Flag.Says("Whether what speaks of persons was erased.")),
        Must("consumer", OrderShapes.Consumer),
        Must("lines", Shape.List(Line)),
        Must("delivery", Shape.Object(
            Must("kind", Shape.Choice(OrderShapes.Shipping, OrderShapes.Collect)),
            May("collectAt", CommonShapes.Ref),
            May("preferredTime", Shape.Moment),
            May("preselected", Shape.List(CommonShapes.Ref))).Named("DeliveryOfOrder")),
        May("services", Shape.List(Service)),
        May("attributes", Shape.AnyObject),
        May("total", CommonShapes.Money.Says("Nothing where a line has no price.")),
        Must("plans", Shape.List(Plan, 10_000)),
        Must("pickJobs", Shape.List(Job, 10_000)),
        Must("handoverJobs", Shape.List(PackedBody.HandoverJobShape, 10_000)),
        Must("shipments", Shape.List(PackedBody.ShipmentShape, 10_000)),
        Must("returnTasks", Shape.List(ReturnTaskBody.InOrder, 10_000).Says("What is still to be put back.")),
        May("cancelation", Shape.Object(
            Must("forced", Shape.Flag.Says("Whether wherever work stood.")),
            May("expired", Shape.Flag.Says("Whether its promise was not confirmed in time.")),
            May("reason", Shape.Object(Must("id", CommonShapes.Ref), Must("text", Shape.Text())).Named("CancelationReason")))
            .Named("Cancelation").Says("How it ended before its end."))).Named("Order");
}
