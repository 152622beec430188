using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.IntegrationTests.Storage;

/// <summary>Commands with a value for every member.</summary>
internal static class FullyPopulatedCommands
{
    private static readonly ImmutableSortedDictionary<string, JsonText?> AttributeChanges =
        ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal)
            .Add("gift", new JsonText("""{"paper":"Müller","to":[1,null]}""")).Add("old", null).Add("Upper", new JsonText("null"));

    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 6, 2, 10, 30, 0, TimeSpan.Zero).AddMicroseconds(7);
    private static readonly CancellationReason Reason = new("r-1", "Too late") { Localized = new("""{"de":"Zu spät"}"""), Version = 4 };

    public static readonly AddressChange AddressChange = new()
    {
        Kind = AddressKind.Invoice,
        Position = 1,
        SetsKind = true,
        Texts = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal).Add("street", "Dam").Add("houseNumber", null),
        Location = new GeoPoint(52.5, 4.25),
        AdditionalData = AttributeChanges,
    };

    public static readonly ImmutableArray<Change> Changes =
    [
        new SetLineQuantity(new("line-1"), new(1_500)) { OnlyLowers = true },
        new SetLineArticle(new("line-2"), new("Shirt", new("""{"size":"M"}""")), new("article-2")) { DetailChanges = AttributeChanges },
        new AddLine(new(
            new("article-3"), new("Cheese", new("""{"fat":48}""")), new(2_000), FullyPopulatedOrder.PersonalData.Attributes,
            new("""{"tags":[]}"""))
        {
            ExternalKey = "position-7",
            Release = new(LineReleaseKind.Preorder, Time),
        }),
        new SetAttributes(AttributeChanges),
        new SetLineAttributes(new("line-3"), AttributeChanges),
        new ChangeArticleLines(new("article-4"), new SetLineAttributes(ChangeArticleLines.AnyLine, AttributeChanges)),
        new SetPreferredTime(Time),
        new SetDelivery
        {
            Method = new DeliveryMethod(DeliveryKind.Collect, new("facility-1")),
            SameDay = true,
            Carriers = ImmutableArray.Create("dhl", "ups"),
        },
        new SetConsumer
        {
            ConsumerId = "c-1",
            Email = "ann@example.org",
            FacilityRef = "facility-2",
            TenantFacilityId = "NL-AMS-01",
            Addresses = FullyPopulatedOrder.PersonalData.Consumer.Addresses,
            AddressChanges = [AddressChange],
            Attributes = FullyPopulatedOrder.PersonalData.Attributes,
        },
    ];

    public static readonly ImmutableArray<FulfillmentAction> Actions =
    [
        new FulfillmentAction.Cancel(Reason),
        new FulfillmentAction.ForceCancel(Reason),
        new FulfillmentAction.Reroute(),
        new FulfillmentAction.ReroutePickJob(new("pick-1")) { IsRejection = true },
        new FulfillmentAction.Assign(new("facility-1")),
        new FulfillmentAction.ChangeCarrier(new("shipment-1"), "dhl", "express") { Version = 2 },
        new FulfillmentAction.SetTargetTime(new("shipment-1"), Time) { Version = 3 },
        new FulfillmentAction.RemoveReservations(ReducesStock: true)
        {
            Reservations = [new(new("line-1"), new("facility-1")), new(new("line-2"), new("facility-2"))],
        },
        new FulfillmentAction.Unlock(Time),
        new FulfillmentAction.ConfirmPromise("A-1"),
        new FulfillmentAction.ExtendPromise(Time),
    ];

    /// <summary>The commands by the names of their golden files.</summary>
    public static readonly ImmutableSortedDictionary<string, OrderCommand> All = Actions
        .Select(action => KeyValuePair.Create(ToFileName(action.GetType().Name), (OrderCommand)Create(action)))
        .Append(new("modify", new OrderCommand.Modify(Changes, 5, "as agreed", UnroutableBehavior.Accept)
        {
            Revision = 9,
            Rebase = true,
            AcceptedPenalties = ["EL-4", "CN-2"],
            Reason = "customer",
            NamedEntity = new(new("plan-1"), 3),
        }))
        .Append(new("reroute-unroutable", new OrderCommand.RerouteUnroutable(IsUserRequested: true)
        {
            Comment = "again",
            Version = 5,
            Revision = 9,
            AcceptedPenalties = ["EL-4"],
            Reason = "stock",
            NamedEntity = new(new("plan-1"), 3),
        }))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static OrderCommand.ChangeFulfillment Create(FulfillmentAction action) =>
        new(action, "as agreed", UnroutableBehavior.Accept)
        {
            Version = 5,
            Revision = 9,
            AcceptedPenalties = ["EL-4"],
            Reason = "customer",
            NamedEntity = new(new("plan-1"), 3),
        };

    private static string ToFileName(string type) => string.Concat(type.Select((c, at) =>
        char.IsUpper(c) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
