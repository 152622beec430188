using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>The action endpoints for pick jobs, handover jobs, labels, carriers and reservations.</summary>
internal static class WarehouseActionDefinitions
{
    private static readonly PropertySchema Version = Optional("version", NativeCommonSchemas.Revision.WithDescription(
        "The expected version of the job or parcel, or of the return task of the goods."));

    private static readonly PropertySchema PickJob = Required("pickJob", NativeCommonSchemas.Id.WithDescription(
        "The id of a pick job of the order."));

    private static readonly PropertySchema HandoverJob = Required("handoverJob", NativeCommonSchemas.Id.WithDescription(
        "The id of a handover job of the order."));

    private static readonly PropertySchema Parcel = Required("parcel", NativeCommonSchemas.Id.WithDescription(
        "The id of a parcel of the order."));

    private static readonly JsonSchema LineSchema = JsonSchema.Object(
        Required("line", NativeCommonSchemas.Id),
        Required("quantity", NativeCommonSchemas.NonNegativeQuantity.WithDescription(
            "The total quantity so far. Sending the same report again changes nothing."))).Named("LineQuantity");

    private static readonly JsonSchema LinesSchema = JsonSchema.List(LineSchema, NativeCommonSchemas.MaxLines, 1);

    private static readonly JsonSchema PieceSchema = JsonSchema.Object(
        Required("line", NativeCommonSchemas.Id.WithDescription("The id of a line of the pick job, or of a part of a line.")),
        Required("quantity", NativeCommonSchemas.PositiveQuantity),
        Optional("picked", NativeCommonSchemas.NonNegativeQuantity.WithDescription("The picked quantity of the part. Default: 0.")))
        .Named("PickLineSplitPart");

    private static readonly JsonSchema PickSchema = new DiscriminatedSchema(
        "type",
        "PickJob",
        ("start", [PickJob, Version]),
        ("pick", [PickJob, Required("lines", LinesSchema), Version]),
        ("split",
        [
            PickJob, Version, Required("pieces", JsonSchema.List(PieceSchema, NativeCommonSchemas.MaxLines, 1).WithDescription(
                "The parts of the lines. The first part keeps the id of its line. The remaining quantity becomes one more part.")),
        ]),
        ("merge",
            [PickJob, Version, Required("parts", JsonSchema.List(NativeCommonSchemas.Id, NativeCommonSchemas.MaxLines, 2).WithDescription(
                "The ids of parts of one line."))]),
        ("pause", [PickJob, Version]),
        ("close", [PickJob, Version]),
        ("abort", [PickJob, Version]),
        ("reset", [PickJob, Version]),
        ("restart", [PickJob, Version]),
        ("cancel", [PickJob, Version])).Named("PickJobAction");

    private static readonly JsonSchema HandoverSchema = new DiscriminatedSchema(
        "type",
        "HandoverJob",
        ("handOver", [HandoverJob, Optional("lines", LinesSchema.WithDescription("Default: all lines.")), Version]),
        ("wait", [HandoverJob, Version]),
        ("revert", [HandoverJob, Version]),
        ("cancel", [HandoverJob, Required("reason", EnumWireNames.Schema<HandoverCancelReason>()), Version]),
        ("create",
        [
            Required("pickJob", NativeCommonSchemas.Id.WithDescription(
                "The id of the pick job of a return task, whose goods the customer did not accept before.")),
            Version,
        ])).Named("HandoverJobAction");

    private static readonly JsonSchema LabelSchema = new DiscriminatedSchema(
        "type",
        "Label",
        ("request",
        [
            Parcel, Optional("carrier", NativeCommonSchemas.Id.WithDescription(
                "The id or key of a carrier of the facility. Default: the selected carrier, otherwise the first one.")),
            Version,
        ]),
        ("void", [Parcel, Version]),
        ("track",
        [
            Parcel, Version, Required("trackingData", JsonSchema.List(NativeCommonSchemas.ParcelTracking, max: 2, min: 1).WithDescription(
                "What a carrier that Emend does not call reports, at most once per direction. A parcel on its way to the customer counts "
                + "as handed over.")),
        ]),
        ("split",
        [
            Parcel,
            Required("version", NativeCommonSchemas.Revision.WithDescription(
                "The expected version of the parcel, so that a repeated split does not move more goods.")),
            Required("lines", JsonSchema.List(
                JsonSchema.Object(
                    Required("line", NativeCommonSchemas.Id), Required("quantity", NativeCommonSchemas.PositiveQuantity))
                    .Named("ParcelSplitLine"),
                NativeCommonSchemas.MaxLines,
                1).WithDescription("The goods that move to a new parcel of the shipment.")),
        ])).Named("LabelAction");

    private static readonly JsonSchema CarrierChangeSchema = JsonSchema.Object(
    [
        Required("shipment", NativeCommonSchemas.Id.WithDescription("The id of a shipment of the order.")),
        Required("carrier", NativeCommonSchemas.Id.WithDescription("The id or key of a carrier of the facility.")),
        Optional("product", NativeCommonSchemas.Id.WithDescription("A product of the carrier.")),
        .. ModificationSchemas.CommandOptions,
    ]).Named("CarrierChange");

    private static readonly JsonSchema TargetTimeSchema = JsonSchema.Object(
    [
        Required("shipment", NativeCommonSchemas.Id.WithDescription("The id of a shipment of the order.")),
        Required("targetTime", JsonSchema.Timestamp.WithDescription("When the shipment is expected.")),
        .. ModificationSchemas.CommandOptions,
    ]).Named("TargetTime");

    private static readonly JsonSchema ReservationRemovalSchema = JsonSchema.Object(
    [
        Required("reduceStock", JsonSchema.Boolean.WithDescription(
            "True reduces the stock on hand by the reserved quantities. False keeps it: the units become available to other orders.")),
        Optional("reservations", JsonSchema.List(
            JsonSchema.Object(Required("line", NativeCommonSchemas.Id), Required("facility", NativeCommonSchemas.Id))
                .Named("ReservationKey"),
            NativeCommonSchemas.MaxLines,
            1).WithDescription("The reservations by line and facility. Default: all reservations of the order.")),
        .. ModificationSchemas.CommandOptions,
    ]).Named("ReservationRemoval");

    public static readonly ImmutableArray<FulfillmentActionDefinition> All =
    [
        Define(ActionNames.PickJob, Permissions.PickjobWrite, PickSchema,
            body => new OrderCommand.UpdatePickJob(new(body.ReadText("pickJob")!), ReadPickAction(body), body.ReadInteger("version"))),
        Define(ActionNames.HandoverJob, Permissions.HandoverjobWrite, HandoverSchema,
            body => body.ReadText("type") == "create"
                ? new OrderCommand.CreateHandoverJob(new(body.ReadText("pickJob")!)) { Version = body.ReadInteger("version") }
                : new OrderCommand.UpdateHandoverJob(
                    new(body.ReadText("handoverJob")!), ReadHandoverAction(body), body.ReadInteger("version"))),
        Define(ActionNames.ShippingLabel, Permissions.ParcelWrite, LabelSchema,
            body => new OrderCommand.UpdateLabel(new(body.ReadText("parcel")!), ReadLabelAction(body), body.ReadInteger("version"))),
        new(ActionNames.CarrierChange, Permissions.ShipmentWrite, CarrierChangeSchema, (body, _) =>
            new FulfillmentAction.ChangeCarrier(
                new(body.ReadText("shipment")!), body.ReadText("carrier")!, body.ReadText("product"))) { IsSingleOrder = true },
        new(ActionNames.TargetTime, Permissions.ShipmentWrite, TargetTimeSchema, (body, _) =>
            new FulfillmentAction.SetTargetTime(
                new(body.ReadText("shipment")!), body.ReadTimestamp("targetTime")!.Value.ToMicroseconds())) { IsSingleOrder = true },
        new(ActionNames.RemoveReservations, Permissions.ReservationWrite, ReservationRemovalSchema, (body, _) =>
            new FulfillmentAction.RemoveReservations(body.ReadBoolean("reduceStock") is true)
            {
                Reservations =
                [
                    .. body.ReadEntries("reservations")
                        .Select(r => new ReservationKey(new(r.ReadText("line")!), new(r.ReadText("facility")!))),
                ],
            }) { IsSingleOrder = true },
    ];

    private static FulfillmentActionDefinition Define(
        string name, string permission, JsonSchema body, Func<JsonElement, OrderCommand> command) =>
        new(name, permission, body, (_, _) => null) { CreateWarehouseCommand = command, IsSingleOrder = true };

    private static PickJobAction ReadPickAction(JsonElement body) => body.ReadText("type") switch
    {
        "start" => new PickJobAction.Start(),
        "pick" => new PickJobAction.Pick(ReadLines(body)),
        "split" => new PickJobAction.Split(
        [
            .. body.ReadEntries("pieces").Select(p => new PickLineSplitPart(
                new(p.ReadText("line")!), NativePlaceOrderMapper.ReadQuantity(p), Quantity.From(p.ReadDecimal("picked") ?? 0)!.Value)),
        ]),
        "merge" => new PickJobAction.Merge([.. body.ReadEntries("parts").Select(id => new LineId(TextSanitizer.ReadText(id)!))]),
        "pause" => new PickJobAction.Pause(),
        "close" => new PickJobAction.Close(),
        "abort" => new PickJobAction.Abort(),
        "reset" => new PickJobAction.Reset(),
        "restart" => new PickJobAction.Restart(),
        _ => new PickJobAction.Cancel(false),
    };

    private static HandoverJobAction ReadHandoverAction(JsonElement body) => body.ReadText("type") switch
    {
        "wait" => new HandoverJobAction.Wait(),
        "revert" => new HandoverJobAction.Revert(),
        "cancel" => new HandoverJobAction.Cancel(EnumWireNames.Find<HandoverCancelReason>(body.ReadText("reason")!)!.Value),
        _ when body.HasMember("lines") => new HandoverJobAction.HandOver(ReadLines(body)),
        _ => new HandoverJobAction.HandOverAll(),
    };

    private static LabelAction ReadLabelAction(JsonElement body) => body.ReadText("type") switch
    {
        "void" => new LabelAction.Void(),
        "split" => new LabelAction.Split(ReadLines(body)),
        "track" => new LabelAction.Track(
        [
            .. body.ReadEntries("trackingData").Select(t => new ParcelTracking(
                EnumWireNames.Find<TrackingDirection>(t.ReadText("direction")!)!.Value,
                EnumWireNames.Find<TrackingStatus>(t.ReadText("status")!)!.Value,
                t.ReadText("number")!,
                t.ReadText("carrierStatus"))),
        ]),
        _ => new LabelAction.Request(body.ReadText("carrier")),
    };

    private static ImmutableArray<LineQuantity> ReadLines(JsonElement body) =>
        [.. body.ReadEntries("lines").Select(l => new LineQuantity(new(l.ReadText("line")!), NativePlaceOrderMapper.ReadQuantity(l)))];
}
