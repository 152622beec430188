using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>Reads deliveries and changes of them.</summary>
internal static class NativeDeliveryMapper
{
    private const string Shipping = "shipping";
    private const string Collect = "collect";
    private const string Standard = "standard";
    private const string SameDay = "sameDay";

    private static readonly PropertySchema Kind = Required("kind", JsonSchema.Choice(Shipping, Collect));

    private static readonly PropertySchema CollectAt = Optional(
        "collectAt", NativeCommonSchemas.Id.WithDescription("The id of the facility where the customer collects the order."));

    private static readonly PropertySchema PreferredTime = Optional(
        "preferredTime", JsonSchema.Timestamp.WithDescription("The delivery time that the customer prefers."));

    private static readonly PropertySchema ServiceLevel = Optional("serviceLevel", JsonSchema.Choice(Standard, SameDay).WithDescription(
        "How fast a shipped order must arrive. Orders that are collected have none."));

    private static readonly PropertySchema Carriers = Optional("carriers", JsonSchema.List(NativeCommonSchemas.Id, 100).WithDescription(
        "The carriers that may ship the order, by id or key. Empty or missing: any carrier."));

    private static readonly PropertySchema Preselected = Optional(
        "preselected", JsonSchema.List(NativeCommonSchemas.Id, 100).WithDescription(
            "The ids of the only facilities that may supply the order. A collected order is supplied by its collection facility."));

    /// <summary>The delivery of a new order.</summary>
    public static readonly JsonSchema RequestSchema =
        JsonSchema.Object(Kind, CollectAt, PreferredTime, ServiceLevel, Carriers, Preselected).Named("Delivery");

    /// <summary>The delivery of an order.</summary>
    public static readonly JsonSchema ResponseSchema =
        JsonSchema.Object(Kind, CollectAt, PreferredTime, ServiceLevel, Carriers, Preselected).Named("OrderDelivery");

    /// <summary>The members of a change.</summary>
    public static readonly PropertySchema[] ChangeMembers =
    [
        Optional("kind", JsonSchema.Choice(Shipping, Collect).WithDescription(
            "Send collectAt with kind collect, and omit it with kind shipping.")),
        CollectAt,
        ServiceLevel,
        Carriers,
    ];

    public static Delivery Read(JsonElement? given) => given is not { } delivery ? new() : new()
    {
        Kind = ReadKind(delivery),
        CollectAt = ReadCollectAt(delivery),
        PreferredTime = delivery.ReadTimestamp("preferredTime")?.ToMicroseconds(),
        ShippingPreferences = IsSameDay(delivery) || delivery.ReadEntries("carriers").Any()
            ? new(IsSameDay(delivery), ReadCarriers(delivery))
            : null,
        Preselected = [.. delivery.ReadEntries("preselected").Select(f => new FacilityId(f.GetString()!)).Distinct()],
    };

    public static SetDelivery ReadChange(JsonElement change) => new()
    {
        Method = change.HasMember("kind") || change.HasMember("collectAt")
            ? new DeliveryMethod(ReadCollectAt(change) is null ? DeliveryKind.Shipping : DeliveryKind.Collect, ReadCollectAt(change))
            : default(Optional<DeliveryMethod>),
        SameDay = new(change.HasMember("serviceLevel"), IsSameDay(change)),
        Carriers = change.HasMember("carriers") ? ReadCarriers(change) : default(Optional<ImmutableArray<string>>),
    };

    /// <summary>The values that the change sets.</summary>
    public static IEnumerable<string> GetTargets(JsonElement change) => change.EnumerateObject().Where(m => m.Name != "type")
        .Select(m => m.Name is "kind" or "collectAt" ? "the delivery method" : $"{m.Name} of the delivery").Distinct();

    /// <summary>Finds a contradiction between kind and collection facility; null if there is none.</summary>
    public static ValidationError? FindProblem(JsonElement change) => (change.ReadText("kind"), change.HasMember("collectAt")) switch
    {
        (Collect, false) => new("collectAt", "is missing", "send the id of the facility where the customer collects the order"),
        (Shipping, true) => new("collectAt", "is sent with kind shipping", "omit it, or send kind collect"),
        _ => null,
    };

    private static DeliveryKind ReadKind(JsonElement delivery) =>
        delivery.ReadText("kind") == Collect ? DeliveryKind.Collect : DeliveryKind.Shipping;

    private static FacilityId? ReadCollectAt(JsonElement delivery) =>
        delivery.ReadText("collectAt") is { } facility ? new FacilityId(facility) : null;

    private static bool IsSameDay(JsonElement delivery) => delivery.ReadText("serviceLevel") == SameDay;

    private static ImmutableArray<string> ReadCarriers(JsonElement delivery) =>
        [.. delivery.ReadEntries("carriers").Select(c => c.GetString()!).Distinct(StringComparer.Ordinal)];
}
