using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>The customer and their addresses.</summary>
internal static class ConsumerShapes
{
    private static readonly Shape Phone = Shape.Object(
        Must("type", Shape.Choice("MOBILE", "PHONE")),
        Must("value", Shape.Text(100)),
        May("label", Shape.Text()),
        May("customAttributes", Shape.AnyObject)).Named("PhoneNumber");

    /// <summary>Members of any address, a facility's as well.</summary>
    public static readonly Member[] AddressMembers =
    [
        Must("street", Shape.Name()),
        May("houseNumber", Shape.Name(100)),
        Must("postalCode", Shape.Name(20)),
        Must("city", Shape.Name()),
        Must("country", Shape.Country),
        May("province", Shape.Name()),
        May("additionalAddressInfo", Shape.Text()),
        May("phoneNumbers", Shape.List(Phone)),
        May("customAttributes", Shape.AnyObject),
    ];

    public static readonly Shape Address = Shape.Object(
    [
        .. AddressMembers,
        May("addressType", Shape.Choice("POSTAL_ADDRESS", "PARCEL_LOCKER", "INVOICE_ADDRESS")),
        May("companyName", Shape.Text()),
        May("coordinates", CommonShapes.Coordinates),
        May("email", Shape.Email),
        May("firstName", Shape.Text()),
        May("lastName", Shape.Text()),
        May("personalTitle", Shape.Text()),
        May("salutation", Shape.Text()),
    ]).Named("ConsumerAddress");

    private static readonly Shape Addresses = Shape.List(Address);

    public static readonly Shape ForCreation = Shape.Object(
        May("addresses", Addresses),
        May("consumerId", CommonShapes.Ref),
        May("customAttributes", Shape.AnyObject),
        May("email", Shape.Email),
        May("facilityRef", CommonShapes.Ref),
        May("tenantFacilityId", CommonShapes.Ref)).Named("Consumer");

    /// <summary>Members given replace, members left out stay, null takes one away.</summary>
    public static readonly Shape ForUpdate = Shape.Object(
        May("addresses", Shape.OrNull(Addresses)),
        May("consumerId", Shape.OrNull(CommonShapes.Ref)),
        May("customAttributes", Shape.OrNull(Shape.AnyObject)),
        May("email", Shape.OrNull(Shape.Email)),
        May("facilityRef", Shape.OrNull(CommonShapes.Ref)),
        May("tenantFacilityId", Shape.OrNull(CommonShapes.Ref))).Named("ConsumerForUpdate")
        .Says("Members given replace, members left out stay, null takes one away; addresses as a whole.");
}
