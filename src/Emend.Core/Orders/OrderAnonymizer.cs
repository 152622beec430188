namespace Emend.Core.Orders;

/// <summary>
/// What stays of an order when the persons in it are forgotten: what was sold, moved and paid, and roughly where it went. What speaks of
/// persons and is kept apart is not dealt with here, since it is erased as a whole.
/// </summary>
public static class OrderAnonymizer
{
    /// <summary>So much of a postal code names a region, and not a street.</summary>
    private const int Region = 2;

    /// <summary>The order.</summary>
    public static Order Of(Order order) => order with
    {
        Delivery = order.Delivery with { Destination = Of(order.Delivery.Destination) },
        Lines = [.. order.Lines.Select(Of)],
        Services = [.. order.Services.Select(Of)],
        Shipments = [.. order.Shipments.Select(Of)],
        PersonalData = PersonalData.Erased,
    };

    /// <summary>Something that happened to it.</summary>
    public static OrderEvent Of(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.Placed e => new OrderEvent.Placed(Of(e.Order)),
        OrderEvent.LineAdded e => new OrderEvent.LineAdded(Of(e.Line)),
        OrderEvent.LineArticleChanged e => e with { From = Of(e.From), To = Of(e.To) },
        OrderEvent.ConsumerChanged e => e with { From = Of(e.From), To = Of(e.To) },
        OrderEvent.HandoverJobCreated { Shipment: { } shipment } e => e with { Shipment = Of(shipment) },
        OrderEvent.LabelCreated e => e with { Tracking = "" },
        OrderEvent.LabelFailed e => e with { Reason = "" },
        _ => orderEvent,
    };

    /// <summary>A shipment: its number leads to the recipient, and what a carrier says may name them.</summary>
    public static Shipment Of(Shipment shipment) =>
        shipment with { Parcels = [.. shipment.Parcels.Select(p => p with { Tracking = null, Failure = null })] };

    private static PostalLocation? Of(PostalLocation? place) => place is not { } there ? null
        : new(there.Country, there.PostalCode[..Math.Min(Region, there.PostalCode.Length)], null);

    // What is kept of an article without being read may be an engraving.
    private static Line Of(Line line) => line with { Properties = Of(line.Properties), AdditionalData = null };

    private static ArticleProperties Of(ArticleProperties properties) => properties with { Details = null };

    private static CustomService Of(CustomService service) => service with
    {
        Definition = new("{}"),
        Items = [.. service.Items.Select(Of)],
    };
}
