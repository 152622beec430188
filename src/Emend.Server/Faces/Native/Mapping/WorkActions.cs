using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Mapping;

/// <summary>What is done in the warehouse, step by step, as this face takes it.</summary>
internal static class WorkActions
{
    private static readonly Member Version = May("version", CommonShapes.Revision.Says("The version of it that you saw."));

    private static readonly Member PickJob = Must("pickJob", CommonShapes.Ref.Says("The id of a pick job of the order."));

    private static readonly Member HandoverJob = Must("handoverJob", CommonShapes.Ref.Says("The id of a handover job of the order."));

    private static readonly Member Parcel = Must("parcel", CommonShapes.Ref.Says("The id of a parcel of the order."));

    private static readonly Shape Line = Shape.Object(
        Must("line", CommonShapes.Ref),
        Must("quantity", CommonShapes.AnyQuantity.Says("How much of it in all: reported again it changes nothing."))).Named("WorkedLine");

    private static readonly Shape Lines = Shape.List(Line, CommonShapes.MostLines, 1);

    private static readonly Shape Piece = Shape.Object(
        Must("line", CommonShapes.Ref.Says("A line of the pick job, or a part of one.")),
        Must("quantity", CommonShapes.SomeQuantity),
        May("picked", CommonShapes.AnyQuantity.Says("How much of the piece was picked; nothing where nothing is said.")))
        .Named("PickPiece");

    private static readonly Shape Picking = new TaggedShape(
        "type",
        "PickJob",
        ("start", [PickJob, Version]),
        ("pick", [PickJob, Must("lines", Lines), Version]),
        ("split",
        [
            PickJob, Version, Must("pieces", Shape.List(Piece, CommonShapes.MostLines, 1).Says(
                "What lines become: the first piece of a line keeps its id, and what they leave is one more part.")),
        ]),
        ("merge",
            [PickJob, Version, Must("parts", Shape.List(CommonShapes.Ref, CommonShapes.MostLines, 2).Says("Parts of one line."))]),
        ("pause", [PickJob, Version]),
        ("close", [PickJob, Version]),
        ("abort", [PickJob, Version]),
        ("reset", [PickJob, Version]),
        ("restart", [PickJob, Version]),
        ("cancel", [PickJob, Version])).Named("WorkOnPickJob");

    private static readonly Shape Handing = new TaggedShape(
        "type",
        "HandoverJob",
        ("handOver", [HandoverJob, May("lines", Lines.Says("All of it where nothing is said.")), Version]),
        ("wait", [HandoverJob, Version]),
        ("revert", [HandoverJob, Version]),
        ("cancel", [HandoverJob, Must("why", States.Shape<HandoverCancelReason>()), Version])).Named("WorkOnHandoverJob");

    private static readonly Shape Labelling = new TaggedShape(
        "type",
        "Label",
        ("request",
        [
            Parcel, May("carrier", CommonShapes.Ref.Says("A carrier of the facility, by id or key; the one chosen before, or the first.")),
            Version,
        ]),
        ("void", [Parcel, Version])).Named("WorkOnLabel");

    private static readonly Shape Carrier = Shape.Object(
    [
        Must("shipment", CommonShapes.Ref.Says("The id of a shipment of the order.")),
        Must("carrier", CommonShapes.Ref.Says("A carrier of the facility, by id or key.")),
        May("product", CommonShapes.Ref.Says("Which of its products.")),
        .. ChangeShapes.Handling,
    ]).Named("CarrierChange");

    public static readonly ImmutableArray<ProcessAction> All =
    [
        Work(Actions.PickJob, Permissions.PickjobWrite, Picking,
            body => new OrderCommand.Pick(new(body.Text("pickJob")!), Step(body), body.Whole("version"))),
        Work(Actions.HandoverJob, Permissions.HandoverjobWrite, Handing,
            body => new OrderCommand.Hand(new(body.Text("handoverJob")!), Handed(body), body.Whole("version"))),
        Work(Actions.ShippingLabel, Permissions.ParcelWrite, Labelling,
            body => new OrderCommand.Label(new(body.Text("parcel")!), Label(body), body.Whole("version"))),
        new(Actions.CarrierChange, Permissions.ShipmentWrite, Carrier, (body, _) =>
            new ProcessStep.ChangeCarrier(new(body.Text("shipment")!), body.Text("carrier")!, body.Text("product"))) { OfOneOrder = true },
    ];

    private static ProcessAction Work(string name, string permission, Shape body, Func<JsonElement, OrderCommand> command) =>
        new(name, permission, body, (_, _) => null) { Work = command, OfOneOrder = true };

    private static PickStep Step(JsonElement body) => body.Text("type") switch
    {
        "start" => new PickStep.Start(),
        "pick" => new PickStep.Picked(Reported(body)),
        "split" => new PickStep.Split(
        [
            .. body.Entries("pieces").Select(p => new PickPiece(
                new(p.Text("line")!), Placing.Amount(p), Quantity.From(p.Decimal("picked") ?? 0)!.Value)),
        ]),
        "merge" => new PickStep.Merge([.. body.Entries("parts").Select(id => new LineId(Texts.Of(id)!))]),
        "pause" => new PickStep.Pause(),
        "close" => new PickStep.Close(),
        "abort" => new PickStep.Abort(),
        "reset" => new PickStep.Reset(),
        "restart" => new PickStep.Restart(),
        _ => new PickStep.Cancel(false),
    };

    private static HandoverStep Handed(JsonElement body) => body.Text("type") switch
    {
        "wait" => new HandoverStep.Wait(),
        "revert" => new HandoverStep.Revert(),
        "cancel" => new HandoverStep.Cancel(States.Find<HandoverCancelReason>(body.Text("why")!)!.Value),
        _ when body.Has("lines") => new HandoverStep.HandOver(Reported(body)),
        _ => new HandoverStep.Finish(),
    };

    private static LabelStep Label(JsonElement body) =>
        body.Text("type") == "void" ? new LabelStep.Void() : new LabelStep.Request(body.Text("carrier"));

    private static ImmutableArray<LineQuantity> Reported(JsonElement body) =>
        [.. body.Entries("lines").Select(l => new LineQuantity(new(l.Text("line")!), Placing.Amount(l)))];
}
