using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.OrderSearchDocument;

namespace Emend.Server.Api.Native.Search;

/// <summary>What orders are searched by: the members of an order as this face tells it, and operators on them.</summary>
internal static class OrderWhereSchema
{
    private const int MaxTextLength = 1_000;
    private const int MaxInValues = 100;

    private static readonly SearchQuery Address = new(
        "AddressWhere",
        negates: true,
        ("kind", OfNames(
            "kind",
            (NativeOrderRequestSchemas.Postal, F.Name(AddressKind.Postal)!),
            (NativeOrderRequestSchemas.ParcelLocker, F.Name(AddressKind.ParcelLocker)!),
            (NativeOrderRequestSchemas.Invoice, F.Name(AddressKind.Invoice)!))),
        ("companyName", OfText("companyName")),
        ("firstName", OfText("firstName")),
        ("lastName", OfText("lastName")),
        ("street", OfText("street")),
        ("houseNumber", OfText("houseNumber")),
        ("postalCode", OfText("postalCode")),
        ("city", OfText("city")),
        ("province", OfText("province")),
        ("country", OfKey("country")));

    private static readonly SearchQuery Line = new(
        "LineWhere", negates: true, ("article", OfText(F.Article)), ("title", OfText(F.Title)));

    public static readonly SearchQuery Clause = new(
        "OrderWhere",
        negates: true,
        ("id", OfKey(F.Id)),
        ("tenantOrderId", OfText(F.Number)),
        ("face", OfKey(F.Api)),
        ("status", OfNames(F.Status, [.. Enum.GetValues<OrderStatus>().Select(status => (EnumWireNames.Of(status), F.Name(status)))])),
        ("orderedAt", new TimeRangeClause(F.Date)),
        ("modifiedAt", new TimeRangeClause(F.Modified)),
        ("consumer", new ObjectClause(
            ("id", OfText(F.ConsumerId)),
            ("email", OfText(F.Email)),
            ("addresses", new NativeArrayElementClause(F.Addresses, Address)))),
        ("lines", new NativeArrayElementClause(F.Lines, Line)),
        ("delivery", new ObjectClause(("preferredTime", new TimeRangeClause(F.DeliveryTime, F.CollectTime)))),
        ("facility", OfKey(F.Facility)),
        ("attributes", new MapClause(F.Attribute, OfAttribute)));

    /// <summary>A status by its name in a search.</summary>
    public static FieldValue Status(OrderStatus status) => FieldValue.From(F.Name(status));

    private static FieldOperators OfText(string field) =>
        new([.. Equal(field, JsonSchema.Text(MaxTextLength), FieldOperator.Plain), FieldOperator.Like("contains", field, JsonSchema.Name(MaxTextLength))]);

    private static FieldOperators OfKey(string field) => new(Equal(field, JsonSchema.Text(MaxTextLength), FieldOperator.Plain));

    private static FieldOperators OfNames(string field, params (string Theirs, string Ours)[] names)
    {
        var ours = names.ToDictionary(n => n.Theirs, n => n.Ours, StringComparer.Ordinal);
        return new(Equal(field, JsonSchema.Choice([.. ours.Keys]), name => FieldValue.From(ours[name.GetString()!])));
    }

    private static FieldOperators OfAttribute(string field) => new(
    [
        .. Equal(field, ScalarSchema.Any, FieldOperator.Plain),
        FieldOperator.Like("contains", field, JsonSchema.Name(MaxTextLength)),
        .. TimeRangeClause.Ends(field),
    ]);

    private static FieldOperator[] Equal(string field, JsonSchema schema, Func<JsonElement, FieldValue> of) =>
        [FieldOperator.Is("is", field, schema, of), FieldOperator.In("in", field, JsonSchema.List(schema, MaxInValues, min: 1), of)];
}
