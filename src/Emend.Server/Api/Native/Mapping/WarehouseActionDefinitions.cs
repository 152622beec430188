using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>What is done in the warehouse, step by step, as this face takes it.</summary>
internal static class WarehouseActionDefinitions
{
    private static readonly PropertySchema Version = Optional("version", NativeCommonSchemas.Revision.WithDescription("The version of it that you saw."));

    private static readonly PropertySchema PickJob = Required("pickJob", NativeCommonSchemas.Ref.WithDescription("The id of a pick job of the order."));

    private static readonly PropertySchema HandoverJob = Required("handoverJob", NativeCommonSchemas.Ref.WithDescription("The id of a handover job of the order."));

    private static readonly PropertySchema Parcel = Required("parcel", NativeCommonSchemas.Ref.WithDescription("The id of a parcel of the order."));

    private static readonly JsonSchema Line = JsonSchema.Object(
        Required("line", NativeCommonSchemas.Ref),
        Required("quantity", NativeCommonSchemas.AnyQuantity.WithDescription("How much of it in all: reported again it changes nothing."))).Named("WorkedLine");

    private static readonly JsonSchema Lines = JsonSchema.List(Line, NativeCommonSchemas.MaxLines, 1);

    private static readonly JsonSchema Piece = JsonSchema.Object(
        Required("line", NativeCommonSchemas.Ref.WithDescription("A line of the pick job, or a part of one.")),
        Required("quantity", NativeCommonSchemas.SomeQuantity),
        Optional("picked", NativeCommonSchemas.AnyQuantity.WithDescription("How much of the piece was picked; nothing where nothing is said.")))
        .Named("PickPiece");

    private static readonly JsonSchema Picking = new DiscriminatedSchema(
        "type",
        "PickJob",
        ("start", [PickJob, Version]),
        ("pick", [PickJob, Required("lines", Lines), Version]),
        ("split",
        [
            PickJob, Version, Required("pieces", JsonSchema.List(Piece, NativeCommonSchemas.MaxLines, 1).WithDescription(
                "What lines become: the first piece of a line keeps its id, and what they leave is one more part.")),
        ]),
        ("merge",
            [PickJob, Version, Required("parts", JsonSchema.List(NativeCommonSchemas.Ref, NativeCommonSchemas.MaxLines, 2).WithDescription("Parts of one line."))]),
        ("pause", [PickJob, Version]),
        ("close", [PickJob, Version]),
        ("abort", [PickJob, Version]),
        ("reset", [PickJob, Version]),
        ("restart", [PickJob, Version]),
        ("cancel", [PickJob, Version])).Named("WorkOnPickJob");

    private static readonly JsonSchema Handing = new DiscriminatedSchema(
        "type",
        "HandoverJob",
        ("handOver", [HandoverJob, Optional("lines", Lines.WithDescription("All of it where nothing is said.")), Version]),
        ("wait", [HandoverJob, Version]),
        ("revert", [HandoverJob, Version]),
        ("cancel", [HandoverJob, Required("why", EnumWireNames.Shape<HandoverCancelReason>()), Version])).Named("WorkOnHandoverJob");

    private static readonly JsonSchema Labelling = new DiscriminatedSchema(
        "type",
        "Label",
        ("request",
        [
            Parcel, Optional("carrier", NativeCommonSchemas.Ref.WithDescription("A carrier of the facility, by id or key; the one chosen before, or the first.")),
            Version,
        ]),
        ("void", [Parcel, Version])).Named("WorkOnLabel");

    private static readonly JsonSchema Carrier = JsonSchema.Object(
    [
        Required("shipment", NativeCommonSchemas.Ref.WithDescription("The id of a shipment of the order.")),
        Required("carrier", NativeCommonSchemas.Ref.WithDescription("A carrier of the facility, by id or key.")),
        Optional("product", NativeCommonSchemas.Ref.WithDescription("Which of its products.")),
        .. ModificationSchemas.Handling,
    ]).Named("CarrierChange");

    public static readonly ImmutableArray<FulfillmentActionDefinition> All =
    [
        Work(ActionNames.PickJob, Permissions.PickjobWrite, Picking,
            body => new OrderCommand.UpdatePickJob(new(body.Text("pickJob")!), Step(body), body.Whole("version"))),
        Work(ActionNames.HandoverJob, Permissions.HandoverjobWrite, Handing,
            body => new OrderCommand.UpdateHandoverJob(new(body.Text("handoverJob")!), Handed(body), body.Whole("version"))),
        Work(ActionNames.ShippingLabel, Permissions.ParcelWrite, Labelling,
            body => new OrderCommand.UpdateLabel(new(body.Text("parcel")!), Label(body), body.Whole("version"))),
        new(ActionNames.CarrierChange, Permissions.ShipmentWrite, Carrier, (body, _) =>
            new FulfillmentAction.ChangeCarrier(new(body.Text("shipment")!), body.Text("carrier")!, body.Text("product"))) { OfOneOrder = true },
    ];

    private static FulfillmentActionDefinition Work(string name, string permission, JsonSchema body, Func<JsonElement, OrderCommand> command) =>
        new(name, permission, body, (_, _) => null) { Work = command, OfOneOrder = true };

    private static PickJobAction Step(JsonElement body) => body.Text("type") switch
    {
        "start" => new PickJobAction.Start(),
        "pick" => new PickJobAction.Pick(Reported(body)),
        "split" => new PickJobAction.Split(
        [
            .. body.Entries("pieces").Select(p => new PickLineSplitPart(
                new(p.Text("line")!), NativePlaceOrderMapper.Amount(p), Quantity.From(p.Decimal("picked") ?? 0)!.Value)),
        ]),
        "merge" => new PickJobAction.Merge([.. body.Entries("parts").Select(id => new LineId(TextSanitizer.Of(id)!))]),
        "pause" => new PickJobAction.Pause(),
        "close" => new PickJobAction.Close(),
        "abort" => new PickJobAction.Abort(),
        "reset" => new PickJobAction.Reset(),
        "restart" => new PickJobAction.Restart(),
        _ => new PickJobAction.Cancel(false),
    };

    private static HandoverJobAction Handed(JsonElement body) => body.Text("type") switch
    {
        "wait" => new HandoverJobAction.Wait(),
        "revert" => new HandoverJobAction.Revert(),
        "cancel" => new HandoverJobAction.Cancel(EnumWireNames.Find<HandoverCancelReason>(body.Text("why")!)!.Value),
        _ when body.Has("lines") => new HandoverJobAction.HandOver(Reported(body)),
        _ => new HandoverJobAction.HandOverAll(),
    };

    private static LabelAction Label(JsonElement body) =>
        body.Text("type") == "void" ? new LabelAction.Void() : new LabelAction.Request(body.Text("carrier"));

    private static ImmutableArray<LineQuantity> Reported(JsonElement body) =>
        [.. body.Entries("lines").Select(l => new LineQuantity(new(l.Text("line")!), NativePlaceOrderMapper.Amount(l)))];
}
