namespace Emend.Core.Orders;

/// <summary>
/// Anonymizes an order and its events. Sales, stock and payment data remain, and the region of the destination. Personal data is stored
/// separately and erased as a whole.
/// </summary>
public static class OrderAnonymizer
{
    /// <summary>Number of characters of a postal code that identify a region.</summary>
    private const int RegionLength = 2;

    /// <summary>Anonymizes an order.</summary>
    public static Order Anonymize(Order order) => order with
    {
        Delivery = order.Delivery with { Destination = Anonymize(order.Delivery.Destination) },
        Lines = [.. order.Lines.Select(Anonymize)],
        RemovedLines = [.. order.RemovedLines.Select(Anonymize)],
        Services = [.. order.Services.Select(Anonymize)],
        Shipments = [.. order.Shipments.Select(Anonymize)],
        PersonalData = PersonalData.Erased,
    };

    /// <summary>Anonymizes a domain event.</summary>
    public static OrderEvent Anonymize(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.Placed e => new OrderEvent.Placed(Anonymize(e.Order)),
        OrderEvent.LineAdded e => new OrderEvent.LineAdded(Anonymize(e.Line)),
        OrderEvent.LineArticleChanged e => e with { From = Anonymize(e.From), To = Anonymize(e.To) },
        OrderEvent.ConsumerChanged e => e with { From = Anonymize(e.From), To = Anonymize(e.To) },
        OrderEvent.HandoverJobCreated { Shipment: { } shipment } e => e with { Shipment = Anonymize(shipment) },
        OrderEvent.LabelCreated e => e with { Tracking = "" },
        OrderEvent.LabelFailed e => e with { Reason = "" },
        OrderEvent.ParcelTracked e => e with { Reports = [] },
        _ => orderEvent,
    };

    /// <summary>Anonymizes a shipment. Tracking data and failure texts of carriers can identify the recipient.</summary>
    public static Shipment Anonymize(Shipment shipment) =>
        shipment with { Parcels = [.. shipment.Parcels.Select(p => p with { Tracking = null, Failure = null, TrackingData = [] })] };

    private static PostalLocation? Anonymize(PostalLocation? location) => location is not { } known ? null
        : new(known.Country, known.PostalCode[..Math.Min(RegionLength, known.PostalCode.Length)], null);

    // Uninterpreted article data can contain personal data, such as an engraving.
    private static Line Anonymize(Line line) => line with { Properties = Anonymize(line.Properties), AdditionalData = null };

    private static ArticleProperties Anonymize(ArticleProperties properties) => properties with { Details = null };

    private static CustomService Anonymize(CustomService service) => service with
    {
        Definition = new("{}"),
        Items = [.. service.Items.Select(Anonymize)],
    };
}
