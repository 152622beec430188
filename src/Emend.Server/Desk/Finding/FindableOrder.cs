using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Desk.Finding;

/// <summary>An order as a search sees it. The names are a format: what is indexed is hashed with them.</summary>
internal static class FindableOrder
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
    public const string Face = "face";
    public const string Facility = "facility";
    public const string Modified = "modifiedAt";

    /// <summary>
    /// What no term is made of, since it changes with the work or many have it in common: it is looked at, order by order.
    /// </summary>
    public static readonly IReadOnlyCollection<string> Unindexed = [Face, Facility];

    private const string TitleByLocale = "titleLocalized";

    /// <summary>All that a search sees.</summary>
    public static Findable Whole(Order order)
    {
        var found = Of(order);
        found.Add(Id, order.Id.Value);
        found.Add(Face, order.Face);
        found.Add(Modified, order.ModifiedAt);
        var facilities = order.Plans.Select(plan => plan.Facility).Concat(order.PickJobs.Select(job => (FacilityId?)job.Facility));
        foreach (var facility in facilities.Distinct()) found.Add(Facility, facility?.Value);
        return found;
    }

    /// <summary>What terms are made of.</summary>
    public static Findable Of(Order order)
    {
        var found = new Findable();
        found.Add(Number, order.TenantOrderId);
        found.Add(Status, Name(order.Status));
        found.Add(Date, order.OrderDate);
        found.Add(order.Delivery.Kind is DeliveryKind.Shipping ? DeliveryTime : CollectTime, order.Delivery.PreferredTime);
        Add(found, order.Personal);
        foreach (var line in order.Lines) Add(found.Part(Lines), line);
        return found;
    }

    /// <summary>A status by its name in a search.</summary>
    public static string Name(OrderStatus status) => status switch
    {
        OrderStatus.Open => "OPEN",
        OrderStatus.Cancelled => "CANCELLED",
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
        if (!ReferenceEquals(before.Personal, after.Personal)) return false;
        if ((before.Status, before.TenantOrderId, before.OrderDate) != (after.Status, after.TenantOrderId, after.OrderDate)) return false;
        if (before.Lines.Length != after.Lines.Length) return false;
        for (var i = 0; i < after.Lines.Length; i++)
        {
            if (before.Lines[i].Article != after.Lines[i].Article || before.Lines[i].Properties != after.Lines[i].Properties) return false;
        }

        return true;
    }

    private static void Add(Findable found, Personal personal)
    {
        found.Add(ConsumerId, personal.Consumer.ConsumerId);
        found.Add(Email, personal.Consumer.Email);
        found.Add(Attribute, personal.Attributes);
        if (personal.Extras is { } extras) found.Spread(Kept, JsonElement.Parse(extras.Raw));
        foreach (var address in personal.Consumer.Addresses) Add(found.Part(Addresses), address);
    }

    private static void Add(Findable element, Address address)
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
        if (address.More is not { } more || !more.Raw.Contains(Email, StringComparison.Ordinal)) return;
        if (JsonElement.Parse(more.Raw).TryGetProperty(Email, out var email)) element.Add(Email, Value.Of(email));
    }

    private static void Add(Findable element, Line line)
    {
        element.Add(Article, line.Article.Value);
        element.Add(Title, line.Properties.Title);
        if (line.Properties.Details is not { } details || !details.Raw.Contains(TitleByLocale, StringComparison.Ordinal)) return;
        if (JsonElement.Parse(details.Raw).TryGetProperty(TitleByLocale, out var titles)) element.Spread(Title, titles);
    }
}
