using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of the consumer and addresses.</summary>
internal static class ConsumerSchemas
{
    private static readonly JsonSchema Phone = JsonSchema.Object(
        Required("type", JsonSchema.Choice("MOBILE", "PHONE")),
        Required("value", JsonSchema.Text(100)),
        Optional("label", JsonSchema.Text()),
        Optional("customAttributes", JsonSchema.AnyObject)).Named("PhoneNumber");

    /// <summary>Members of consumer and facility addresses.</summary>
    public static readonly PropertySchema[] AddressMembers =
    [
        Required("street", JsonSchema.NonBlankText()),
        Optional("houseNumber", JsonSchema.NonBlankText(100)),
        Required("postalCode", JsonSchema.NonBlankText(20)),
        Required("city", JsonSchema.NonBlankText()),
        Required("country", JsonSchema.Country),
        Optional("province", JsonSchema.NonBlankText()),
        Optional("additionalAddressInfo", JsonSchema.Text()),
        Optional("phoneNumbers", JsonSchema.List(Phone)),
        Optional("customAttributes", JsonSchema.AnyObject),
    ];

    public static readonly JsonSchema Address = JsonSchema.Object(
    [
        .. AddressMembers,
        Optional("addressType", JsonSchema.Choice("POSTAL_ADDRESS", "PARCEL_LOCKER", "INVOICE_ADDRESS")),
        Optional("companyName", JsonSchema.Text()),
        Optional("coordinates", CommonSchemas.Coordinates),
        Optional("email", JsonSchema.Email),
        Optional("firstName", JsonSchema.Text()),
        Optional("lastName", JsonSchema.Text()),
        Optional("personalTitle", JsonSchema.Text()),
        Optional("salutation", JsonSchema.Text()),
    ]).Named("ConsumerAddress");

    private static readonly JsonSchema Addresses = JsonSchema.List(Address);

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Optional("addresses", Addresses),
        Optional("consumerId", CommonSchemas.Ref),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("email", JsonSchema.Email),
        Optional("facilityRef", CommonSchemas.Ref),
        Optional("tenantFacilityId", CommonSchemas.Ref)).Named("Consumer");

    /// <summary>Present members replace values, absent members keep them, null removes them.</summary>
    public static readonly JsonSchema ForUpdate = JsonSchema.Object(
        Optional("addresses", JsonSchema.OrNull(Addresses)),
        Optional("consumerId", JsonSchema.OrNull(CommonSchemas.Ref)),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("email", JsonSchema.OrNull(JsonSchema.Email)),
        Optional("facilityRef", JsonSchema.OrNull(CommonSchemas.Ref)),
        Optional("tenantFacilityId", JsonSchema.OrNull(CommonSchemas.Ref))).Named("ConsumerForUpdate")
        .WithDescription(
            "Present members replace values, absent members keep them, and null removes them. `addresses` is replaced as a whole.");
}
