using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using Emend.Server.Http.Searching;
using F = Emend.Server.Desk.Finding.FindableOrder;

namespace Emend.Server.Faces.Native.Searching;

/// <summary>What orders are searched by: the members of an order as this face tells it, and operators on them.</summary>
internal static class OrderWhere
{
    private const int MostText = 1_000;
    private const int MostAmong = 100;

    private static readonly Query Address = new(
        "AddressWhere",
        negates: true,
        ("kind", OfNames(
            "kind",
            (OrderShapes.Postal, F.Name(AddressKind.Postal)!),
            (OrderShapes.ParcelLocker, F.Name(AddressKind.ParcelLocker)!),
            (OrderShapes.Invoice, F.Name(AddressKind.Invoice)!))),
        ("companyName", OfText("companyName")),
        ("firstName", OfText("firstName")),
        ("lastName", OfText("lastName")),
        ("street", OfText("street")),
        ("houseNumber", OfText("houseNumber")),
        ("postalCode", OfText("postalCode")),
        ("city", OfText("city")),
        ("province", OfText("province")),
        ("country", OfKey("country")));

    private static readonly Query Line = new(
        "LineWhere", negates: true, ("article", OfText(F.Article)), ("title", OfText(F.Title)));

    public static readonly Query Clause = new(
        "OrderWhere",
        negates: true,
        ("id", OfKey(F.Id)),
        ("tenantOrderId", OfText(F.Number)),
        ("face", OfKey(F.Face)),
        ("status", OfNames(F.Status, [.. Enum.GetValues<OrderStatus>().Select(status => (States.Of(status), F.Name(status)))])),
        ("orderedAt", new Span(F.Date)),
        ("modifiedAt", new Span(F.Modified)),
        ("consumer", new Fields(
            ("id", OfText(F.ConsumerId)),
            ("email", OfText(F.Email)),
            ("addresses", new Elements(F.Addresses, Address)))),
        ("lines", new Elements(F.Lines, Line)),
        ("delivery", new Fields(("preferredTime", new Span(F.DeliveryTime, F.CollectTime)))),
        ("facility", OfKey(F.Facility)),
        ("attributes", new Named(F.Attribute, OfAttribute)));

    /// <summary>A status by its name in a search.</summary>
    public static Value Status(OrderStatus status) => Value.Of(F.Name(status));

    private static Operators OfText(string field) =>
        new([.. Equal(field, Shape.Text(MostText), Operator.Plain), Operator.Like("contains", field, Shape.Name(MostText))]);

    private static Operators OfKey(string field) => new(Equal(field, Shape.Text(MostText), Operator.Plain));

    private static Operators OfNames(string field, params (string Theirs, string Ours)[] names)
    {
        var ours = names.ToDictionary(n => n.Theirs, n => n.Ours, StringComparer.Ordinal);
        return new(Equal(field, Shape.Choice([.. ours.Keys]), name => Value.Of(ours[name.GetString()!])));
    }

    private static Operators OfAttribute(string field) => new(
    [
        .. Equal(field, ScalarShape.Any, Operator.Plain),
        Operator.Like("contains", field, Shape.Name(MostText)),
        .. Span.Ends(field),
    ]);

    private static Operator[] Equal(string field, Shape shape, Func<JsonElement, Value> of) =>
        [Operator.Is("is", field, shape, of), Operator.In("in", field, Shape.List(shape, MostAmong, least: 1), of)];
}
