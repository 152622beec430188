using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>
/// The search document of an order. The field names are a storage format: index terms contain their hashes. Do not change them.
/// </summary>
internal static class OrderSearchDocument
{
    public const string Number = "tenantOrderId";
    public const string Status = "status";
    public const string Date = "orderDate";
    public const string ConsumerId = "consumerId";
    public const string Email = "email";
    public const string DeliveryTime = "deliveryTime";
    public const string CollectTime = "collectTime";
    public const string Attribute = "attribute.";

    /// <summary>Additional data of the API, which Emend only stores: fields by path.</summary>
    public const string AdditionalData = "kept";

    public const string Lines = "line";
    public const string Addresses = "address";
    public const string Article = "article";
    public const string Title = "title";
    public const string AddressKind = "kind";
    public const string PostalCode = "postalCode";
    public const string Phone = "phone";
    public const string TrackingNumber = "trackingNumber";

    public const string Id = "id";
    public const string Api = "face";
    public const string Facility = "facility";
    public const string Modified = "modifiedAt";
    public const string Changed = "changedAt";

    /// <summary>
    /// Fields without index terms, because they change with fulfillment or many orders share their values. The search evaluates them on
    /// each order.
    /// </summary>
    public static readonly IReadOnlyCollection<string> Unindexed = [Api, Facility];

    private const string TitleByLocale = "titleLocalized";

    /// <summary>The document with all fields.</summary>
    public static SearchDocument CreateComplete(Order order)
    {
        var document = CreateIndexed(order);
        document.Add(Id, order.Id.Value);
        document.Add(Api, order.Api);
        document.Add(Modified, order.ModifiedAt);
        document.Add(Changed, order.LastEventAt);
        var facilities = order.Plans.Select(plan => plan.Facility).Concat(order.PickJobs.Select(job => (FacilityId?)job.Facility));
        foreach (var facility in facilities.Distinct())
        {
            document.Add(Facility, facility?.Value);
        }

        return document;
    }

    /// <summary>The document with the indexed fields.</summary>
    public static SearchDocument CreateIndexed(Order order)
    {
        var document = new SearchDocument();
        document.Add(Number, order.TenantOrderId);
        document.Add(Status, StoredOrderStatus.From(order.Facts));
        document.Add(Date, order.OrderDate);
        document.Add(order.Delivery.Kind is DeliveryKind.Shipping ? DeliveryTime : CollectTime, order.Delivery.PreferredTime);
        Add(document, order.PersonalData);
        foreach (var line in order.Lines)
        {
            Add(document.AddPart(Lines), line);
        }

        foreach (var parcel in order.Shipments.SelectMany(shipment => shipment.Parcels))
        {
            document.Add(TrackingNumber, parcel.Tracking);
        }

        return document;
    }

    /// <summary>The search name of an address kind.</summary>
    public static string? ToName(Core.Orders.AddressKind? kind) => kind switch
    {
        Core.Orders.AddressKind.Postal => "POSTAL",
        Core.Orders.AddressKind.ParcelLocker => "PARCEL_LOCKER",
        Core.Orders.AddressKind.Invoice => "INVOICE",
        _ => null,
    };

    /// <summary>
    /// Whether both orders have the same indexed fields. A cheap check for every modification. May return false for equal orders; the
    /// caller then compares their terms.
    /// </summary>
    public static bool HasSameIndexedFields(Order before, Order after)
    {
        if (!ReferenceEquals(before.PersonalData, after.PersonalData) || before.Shipments != after.Shipments)
        {
            return false;
        }

        if ((before.Facts, before.TenantOrderId, before.OrderDate) != (after.Facts, after.TenantOrderId, after.OrderDate))
        {
            return false;
        }

        if (before.Lines.Length != after.Lines.Length)
        {
            return false;
        }

        for (var i = 0; i < after.Lines.Length; i++)
        {
            if (before.Lines[i].Article != after.Lines[i].Article || before.Lines[i].Properties != after.Lines[i].Properties)
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(SearchDocument document, PersonalData personalData)
    {
        document.Add(ConsumerId, personalData.Consumer.ConsumerId);
        document.Add(Email, personalData.Consumer.Email);
        document.Add(Attribute, personalData.Attributes);
        if (personalData.AdditionalData is { } extras)
        {
            document.AddJson(AdditionalData, JsonElement.Parse(extras.Raw));
        }

        foreach (var address in personalData.Consumer.Addresses)
        {
            Add(document.AddPart(Addresses), address);
        }
    }

    private static void Add(SearchDocument element, Address address)
    {
        element.Add(AddressKind, ToName(address.Kind));
        element.Add("street", address.Street);
        element.Add("houseNumber", address.HouseNumber);
        element.Add(PostalCode, address.PostalCode);
        element.Add("city", address.City);
        element.Add("province", address.Province);
        element.Add("country", address.Country);
        element.Add("firstName", address.FirstName);
        element.Add("lastName", address.LastName);
        element.Add("companyName", address.CompanyName);
        if (address.AdditionalData is { } additionalData)
        {
            AddContacts(element, JsonElement.Parse(additionalData.Raw));
        }
    }

    // An API keeps the contacts of an address as it received them: email, phone, or phoneNumbers with a value each.
    private static void AddContacts(SearchDocument element, JsonElement additionalData)
    {
        element.Add(Email, FindText(additionalData, Email));
        element.Add(Phone, FindText(additionalData, Phone));
        if (additionalData.TryGetProperty("phoneNumbers", out var numbers) && numbers.ValueKind is JsonValueKind.Array)
        {
            foreach (var number in numbers.EnumerateArray().Where(number => number.ValueKind is JsonValueKind.Object))
            {
                element.Add(Phone, FindText(number, "value"));
            }
        }
    }

    private static string? FindText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static void Add(SearchDocument element, Line line)
    {
        element.Add(Article, line.Article.Value);
        element.Add(Title, line.Properties.Title);
        if (line.Properties.Details is not { } details || !details.Raw.Contains(TitleByLocale, StringComparison.Ordinal))
        {
            return;
        }

        if (JsonElement.Parse(details.Raw).TryGetProperty(TitleByLocale, out var titles))
        {
            element.AddJson(Title, titles);
        }
    }
}
