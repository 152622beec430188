using Emend.Core.Orders;

namespace Emend.Server.Shipping;

/// <summary>A shipping label of a carrier. Contains personal data.</summary>
/// <param name="Zpl">ZPL for label printers.</param>
/// <param name="Page">An HTML page for other printers.</param>
/// <param name="Pdf">A PDF page; null for labels of earlier versions of Emend.</param>
internal sealed record ShippingLabel(string Zpl, string Page, ReadOnlyMemory<byte>? Pdf);

/// <summary>Stores labels with the personal data of their order. Anonymization erases them.</summary>
internal interface ILabelStore
{
    /// <summary>Stores the label of a request. Does not replace a stored label.</summary>
    Task Add(TenantId tenant, OrderId order, DateTimeOffset requestedAt, ShippingLabel label, CancellationToken ct);

    /// <summary>The label of a request; null if there is none or it was erased.</summary>
    Task<ShippingLabel?> Find(TenantId tenant, OrderId order, DateTimeOffset requestedAt, CancellationToken ct);
}

/// <summary>A label request to a carrier.</summary>
/// <param name="Key">The idempotency key: repeated requests for the same label have the same key.</param>
/// <param name="Carrier">The carrier key in the network.</param>
/// <param name="Service">The carrier service.</param>
/// <param name="Order">The tenant order id, or the order id.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The recipient address.</param>
internal sealed record LabelRequest(string Key, string Carrier, string Service, string Order, LabelSender From, Address To);

/// <summary>The sending facility on a label.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Address">The address; null if unknown.</param>
internal sealed record LabelSender(string Name, Address? Address);

/// <summary>The response of a carrier.</summary>
internal abstract record CarrierResponse
{
    private CarrierResponse()
    {
    }

    /// <summary>The carrier created a label.</summary>
    public sealed record LabelCreated(string Tracking, ShippingLabel Label) : CarrierResponse;

    /// <summary>The carrier rejected the request. A retry does not help.</summary>
    /// <param name="Reason">The reason, without personal data.</param>
    public sealed record LabelRejected(string Reason) : CarrierResponse;
}

/// <summary>Requests labels from carriers. Throws if a carrier is unreachable; the caller retries.</summary>
internal interface ICarrierGateway
{
    Task<CarrierResponse> RequestLabel(LabelRequest request, CancellationToken ct);
}
