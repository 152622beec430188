using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas that several request and response bodies share.</summary>
internal static class NativeCommonSchemas
{
    public const int MaxLines = 500;

    /// <summary>An id, of Emend or of the tenant.</summary>
    public static readonly JsonSchema Id = JsonSchema.NonBlankText(200);

    public static readonly JsonSchema PositiveQuantity = new QuantitySchema(allowZero: false);

    public static readonly JsonSchema NonNegativeQuantity = new QuantitySchema(allowZero: true);

    public static readonly JsonSchema Revision = JsonSchema.Integer(min: 1);

    public static readonly JsonSchema Comment = JsonSchema.Text(2_000);

    public static readonly JsonSchema Reason = JsonSchema.NonBlankText(100).WithDescription(
        "A code of the tenant for statistics, such as customerRequest. It is never erased: do not put personal data in it.");

    /// <summary>What a carrier outside of Emend reports about a parcel.</summary>
    public static readonly JsonSchema ParcelTracking = JsonSchema.Object(
        Required("direction", EnumWireNames.Schema<TrackingDirection>().WithDescription("To the customer (outbound), or back (inbound).")),
        Required("status", EnumWireNames.Schema<TrackingStatus>()),
        Required("number", Id.WithDescription("The tracking number.")),
        Optional("carrierStatus", JsonSchema.NonBlankText().WithDescription("The status in the words of the carrier.")))
        .Named("ParcelTracking");
}
