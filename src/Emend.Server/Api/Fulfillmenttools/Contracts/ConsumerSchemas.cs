using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of the consumer and addresses.</summary>
internal static class ConsumerSchemas
{
    public static readonly JsonSchema AddressType = JsonSchema.Choice("POSTAL_ADDRESS", "PARCEL_LOCKER", "INVOICE_ADDRESS");

    private static readonly JsonSchema Phone = JsonSchema.Object(
        Required("type", JsonSchema.Choice("MOBILE", "PHONE")),
        Required("value", JsonSchema.Text(100)),
        Optional("label", JsonSchema.Text()),
        Optional("customAttributes", JsonSchema.AnyObject)).Named("PhoneNumber");

    /// <summary>Members of consumer and facility addresses.</summary>
    public static readonly PropertySchema[] AddressMembers =
    [
        Required("street", JsonSchema.Line()),
        Optional("houseNumber", JsonSchema.Line(100)),
        Required("postalCode", JsonSchema.Line(20)),
        Required("city", JsonSchema.Line()),
        Required("country", JsonSchema.Country),
        Optional("province", JsonSchema.Line()),
        Optional("additionalAddressInfo", JsonSchema.Text()),
        Optional("phoneNumbers", JsonSchema.List(Phone)),
        Optional("customAttributes", JsonSchema.AnyObject),
    ];

    public static readonly JsonSchema Address = JsonSchema.Object(
    [
        .. AddressMembers,
        Optional("addressType", AddressType),
        Optional("companyName", JsonSchema.Text()),
        Optional("coordinates", CommonSchemas.Coordinates),
        Optional("email", JsonSchema.Email),
        Optional("firstName", JsonSchema.Text()),
        Optional("lastName", JsonSchema.Text()),
        Optional("personalTitle", JsonSchema.Text()),
        Optional("salutation", JsonSchema.Text()),
    ]).Named("ConsumerAddress");

    public static readonly JsonSchema Addresses = JsonSchema.List(Address);

    private static readonly JsonSchema AddressForUpdate = JsonSchema.Object(
        Optional("street", JsonSchema.Line()),
        Optional("houseNumber", JsonSchema.OrNull(JsonSchema.Line(100))),
        Optional("postalCode", JsonSchema.Line(20)),
        Optional("city", JsonSchema.Line()),
        Optional("country", JsonSchema.Country),
        Optional("province", JsonSchema.OrNull(JsonSchema.Line())),
        Optional("additionalAddressInfo", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("phoneNumbers", JsonSchema.OrNull(JsonSchema.List(Phone))),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("addressType", AddressType.WithDescription(
            "The first entry of a type changes the first address of the type, and so on. Without a type: a postal address.")),
        Optional("companyName", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("coordinates", JsonSchema.OrNull(CommonSchemas.Coordinates)),
        Optional("email", JsonSchema.OrNull(JsonSchema.Email)),
        Optional("firstName", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("lastName", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("personalTitle", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("salutation", JsonSchema.OrNull(JsonSchema.Text()))).Named("ConsumerAddressForUpdate").WithDescription(
            "Present members replace values, absent members keep them, and null removes them. An address that the order does not have is "
            + "added; it needs `street`, `postalCode`, `city` and `country`.");

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Optional("addresses", Addresses),
        Optional("consumerId", CommonSchemas.Ref),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("email", JsonSchema.Email),
        Optional("facilityRef", CommonSchemas.Ref),
        Optional("tenantFacilityId", CommonSchemas.Ref)).Named("Consumer");

    /// <summary>Present members replace values, absent members keep them, null removes them.</summary>
    public static readonly JsonSchema ForUpdate = JsonSchema.Object(
        Optional("addresses", JsonSchema.OrNull(JsonSchema.List(AddressForUpdate)).WithDescription(
            "Changes of single addresses. Addresses that are not listed stay. Null or an empty list removes all addresses.")),
        Optional("consumerId", JsonSchema.OrNull(CommonSchemas.Ref)),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("email", JsonSchema.OrNull(JsonSchema.Email)),
        Optional("facilityRef", JsonSchema.OrNull(CommonSchemas.Ref)),
        Optional("tenantFacilityId", JsonSchema.OrNull(CommonSchemas.Ref))).Named("ConsumerForUpdate")
        .WithDescription(
            "Present members replace values, absent members keep them, and null removes them.");
}
