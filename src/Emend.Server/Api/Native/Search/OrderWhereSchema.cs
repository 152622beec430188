using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.OrderSearchDocument;

namespace Emend.Server.Api.Native.Search;

/// <summary>The search conditions: members of an order and the operators for each.</summary>
internal static class OrderWhereSchema
{
    private const int MaxTextLength = 1_000;
    private const int MaxInValues = 100;

    private static readonly SearchQuery Address = new(
        "AddressWhere",
        negates: true,
        ("kind", NameOperators(
            F.AddressKind,
            (NativeOrderRequestSchemas.Postal, F.ToName(AddressKind.Postal)!),
            (NativeOrderRequestSchemas.ParcelLocker, F.ToName(AddressKind.ParcelLocker)!),
            (NativeOrderRequestSchemas.Invoice, F.ToName(AddressKind.Invoice)!))),
        ("companyName", TextOperators("companyName")),
        ("firstName", TextOperators("firstName")),
        ("lastName", TextOperators("lastName")),
        ("street", TextOperators("street")),
        ("houseNumber", TextOperators("houseNumber")),
        ("postalCode", TextOperators("postalCode")),
        ("city", TextOperators("city")),
        ("province", TextOperators("province")),
        ("country", KeyOperators("country")),
        ("email", TextOperators(F.Email)),
        ("phone", KeyOperators(F.Phone)));

    private static readonly SearchQuery Line = new(
        "LineWhere", negates: true, ("article", TextOperators(F.Article)), ("title", TextOperators(F.Title)));

    public static readonly SearchQuery Clause = new(
        "OrderWhere",
        negates: true,
        ("id", KeyOperators(F.Id)),
        ("tenantOrderId", TextOperators(F.Number)),
        ("api", KeyOperators(F.Api)),
        ("status", NameOperators(
            F.Status,
            [
                .. Enum.GetValues<NativeOrderStatus>().Select(
                    status => (EnumWireNames.ToName(status), NativeOrderStatusTable.ToStored(status))),
            ])),
        ("orderedAt", new TimeRangeClause(F.Date)),
        ("modifiedAt", new TimeRangeClause(F.Modified)),
        ("changedAt", new TimeRangeClause(F.Changed)),
        ("consumer", new ObjectClause(
            ("id", TextOperators(F.ConsumerId)),
            ("email", TextOperators(F.Email)),
            ("addresses", new NativeArrayElementClause(F.Addresses, Address)))),
        ("lines", new NativeArrayElementClause(F.Lines, Line)),
        ("delivery", new ObjectClause(("preferredTime", new TimeRangeClause(F.DeliveryTime, F.CollectTime)))),
        ("facility", KeyOperators(F.Facility)),
        ("trackingNumber", KeyOperators(F.TrackingNumber)),
        ("attributes", new MapClause(F.Attribute, AttributeOperators)));

    /// <summary>Converts a status to its value in the search index.</summary>
    public static FieldValue ToFieldValue(NativeOrderStatus status) => FieldValue.From(NativeOrderStatusTable.ToStored(status));

    private static FieldOperators TextOperators(string field) =>
        new(
        [
            .. EqualityOperators(field, JsonSchema.Text(MaxTextLength), FieldOperator.ToFieldValue),
            FieldOperator.Contains("contains", field, JsonSchema.NonBlankText(MaxTextLength)),
        ]);

    private static FieldOperators KeyOperators(string field) =>
        new(EqualityOperators(field, JsonSchema.Text(MaxTextLength), FieldOperator.ToFieldValue));

    private static FieldOperators NameOperators(string field, params (string Name, string IndexName)[] names)
    {
        var indexNames = names.ToDictionary(n => n.Name, n => n.IndexName, StringComparer.Ordinal);
        return new(
            EqualityOperators(field, JsonSchema.Choice([.. indexNames.Keys]), name => FieldValue.From(indexNames[name.GetString()!])));
    }

    private static FieldOperators AttributeOperators(string field) => new(
    [
        .. EqualityOperators(field, ScalarSchema.Any, FieldOperator.ToFieldValue),
        FieldOperator.Contains("contains", field, JsonSchema.NonBlankText(MaxTextLength)),
        .. TimeRangeClause.RangeOperators(field),
    ]);

    private static FieldOperator[] EqualityOperators(string field, JsonSchema schema, Func<JsonElement, FieldValue> toValue) =>
    [
        FieldOperator.EqualTo("is", field, schema, toValue), FieldOperator.OneOf(
            "in", field, JsonSchema.List(schema, MaxInValues, min: 1), toValue),
    ];
}
