using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>An order as a search sees it. The names are a format: what is indexed is hashed with them.</summary>
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

    /// <summary>What the face it was placed through has and Emend only keeps: by path.</summary>
    public const string Kept = "kept";

    public const string Lines = "line";
    public const string Addresses = "address";
    public const string Article = "article";
    public const string Title = "title";

    public const string Id = "id";
    public const string Api = "face";
    public const string Facility = "facility";
    public const string Modified = "modifiedAt";

    /// <summary>
    /// What no term is made of, since it changes with the work or many have it in common: it is looked at, order by order.
    /// </summary>
    public static readonly IReadOnlyCollection<string> Unindexed = [Api, Facility];

    private const string TitleByLocale = "titleLocalized";

    /// <summary>All that a search sees.</summary>
    public static SearchDocument Whole(Order order)
    {
        var searchDocument = Of(order);
        searchDocument.Add(Id, order.Id.Value);
        searchDocument.Add(Api, order.Api);
        searchDocument.Add(Modified, order.ModifiedAt);
        var facilities = order.Plans.Select(plan => plan.Facility).Concat(order.PickJobs.Select(job => (FacilityId?)job.Facility));
        foreach (var facility in facilities.Distinct()) searchDocument.Add(Facility, facility?.Value);
        return searchDocument;
    }

    /// <summary>What terms are made of.</summary>
    public static SearchDocument Of(Order order)
    {
        var searchDocument = new SearchDocument();
        searchDocument.Add(Number, order.TenantOrderId);
        searchDocument.Add(Status, Name(order.Status));
        searchDocument.Add(Date, order.OrderDate);
        searchDocument.Add(order.Delivery.Kind is DeliveryKind.Shipping ? DeliveryTime : CollectTime, order.Delivery.PreferredTime);
        Add(searchDocument, order.PersonalData);
        foreach (var line in order.Lines) Add(searchDocument.Part(Lines), line);
        return searchDocument;
    }

    /// <summary>A status by its name in a search.</summary>
    public static string Name(OrderStatus status) => status switch
    {
        OrderStatus.Open => "OPEN",
        OrderStatus.Canceled => "CANCELLED",
        OrderStatus.Promised => "PROMISED",
        OrderStatus.Locked => "LOCKED",
        OrderStatus.Obsolete => "OBSOLETE",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What an address is for, by its name in a search.</summary>
    public static string? Name(AddressKind? kind) => kind switch
    {
        AddressKind.Postal => "POSTAL",
        AddressKind.ParcelLocker => "PARCEL_LOCKER",
        AddressKind.Invoice => "INVOICE",
        _ => null,
    };

    /// <summary>
    /// Whether a search sees both alike; a false answer may be wrong and costs a comparison of their terms. Cheap, since every
    /// modification asks.
    /// </summary>
    public static bool LooksTheSame(Order before, Order after)
    {
        if (!ReferenceEquals(before.PersonalData, after.PersonalData)) return false;
        if ((before.Status, before.TenantOrderId, before.OrderDate) != (after.Status, after.TenantOrderId, after.OrderDate)) return false;
        if (before.Lines.Length != after.Lines.Length) return false;
        for (var i = 0; i < after.Lines.Length; i++)
        {
            if (before.Lines[i].Article != after.Lines[i].Article || before.Lines[i].Properties != after.Lines[i].Properties) return false;
        }

        return true;
    }

    private static void Add(SearchDocument searchDocument, PersonalData personalData)
    {
        searchDocument.Add(ConsumerId, personalData.Consumer.ConsumerId);
        searchDocument.Add(Email, personalData.Consumer.Email);
        searchDocument.Add(Attribute, personalData.Attributes);
        if (personalData.AdditionalData is { } extras) searchDocument.Spread(Kept, JsonElement.Parse(extras.Raw));
        foreach (var address in personalData.Consumer.Addresses) Add(searchDocument.Part(Addresses), address);
    }

    private static void Add(SearchDocument element, Address address)
    {
        element.Add("kind", Name(address.Kind));
        element.Add("street", address.Street);
        element.Add("houseNumber", address.HouseNumber);
        element.Add("postalCode", address.PostalCode);
        element.Add("city", address.City);
        element.Add("province", address.Province);
        element.Add("country", address.Country);
        element.Add("firstName", address.FirstName);
        element.Add("lastName", address.LastName);
        element.Add("companyName", address.CompanyName);
        if (address.AdditionalData is not { } more || !more.Raw.Contains(Email, StringComparison.Ordinal)) return;
        if (JsonElement.Parse(more.Raw).TryGetProperty(Email, out var email)) element.Add(Email, FieldValue.From(email));
    }

    private static void Add(SearchDocument element, Line line)
    {
        element.Add(Article, line.Article.Value);
        element.Add(Title, line.Properties.Title);
        if (line.Properties.Details is not { } details || !details.Raw.Contains(TitleByLocale, StringComparison.Ordinal)) return;
        if (JsonElement.Parse(details.Raw).TryGetProperty(TitleByLocale, out var titles)) element.Spread(Title, titles);
    }
}
