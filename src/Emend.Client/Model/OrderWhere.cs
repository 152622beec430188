namespace Emend.Client;

/// <summary>Conditions of an order search. All set conditions must match.</summary>
public sealed record OrderWhere
{
    /// <summary>The order id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>The shop's order number.</summary>
    public TextFilter? TenantOrderId { get; init; }

    /// <summary>The API that placed the order.</summary>
    public IdFilter? Api { get; init; }

    /// <summary>The status.</summary>
    public StatusFilter? Status { get; init; }

    /// <summary>The time of the order in the shop.</summary>
    public TimeRangeFilter? OrderedAt { get; init; }

    /// <summary>The time of the last change of the order itself.</summary>
    public TimeRangeFilter? ModifiedAt { get; init; }

    /// <summary>The time of the last change of any kind, including fulfillment.</summary>
    public TimeRangeFilter? ChangedAt { get; init; }

    /// <summary>The tracking number of a parcel.</summary>
    public IdFilter? TrackingNumber { get; init; }

    /// <summary>The consumer.</summary>
    public ConsumerWhere? Consumer { get; init; }

    /// <summary>The order lines.</summary>
    public LinesWhere? Lines { get; init; }

    /// <summary>The delivery.</summary>
    public DeliveryWhere? Delivery { get; init; }

    /// <summary>The facility that currently plans or picks units of the order.</summary>
    public IdFilter? Facility { get; init; }

    /// <summary>The custom attributes by name.</summary>
    public IReadOnlyDictionary<string, AttributeFilter>? Attributes { get; init; }

    /// <summary>All of these conditions match.</summary>
    public IReadOnlyList<OrderWhere>? And { get; init; }

    /// <summary>At least one of these conditions matches.</summary>
    public IReadOnlyList<OrderWhere>? Or { get; init; }

    /// <summary>This condition does not match. Absent values satisfy a negated condition.</summary>
    public OrderWhere? Not { get; init; }
}

/// <summary>Conditions of the consumer.</summary>
public sealed record ConsumerWhere
{
    /// <summary>The shop's customer id.</summary>
    public TextFilter? Id { get; init; }

    /// <summary>The email address.</summary>
    public TextFilter? Email { get; init; }

    /// <summary>The addresses.</summary>
    public AddressesWhere? Addresses { get; init; }
}

/// <summary>Conditions of the addresses.</summary>
public sealed record AddressesWhere
{
    /// <summary>At least one item matches all conditions.</summary>
    public AddressWhere? Some { get; init; }

    /// <summary>No item matches.</summary>
    public AddressWhere? None { get; init; }
}

/// <summary>Conditions of an address.</summary>
public sealed record AddressWhere
{
    /// <summary>The purpose.</summary>
    public AddressKindFilter? Kind { get; init; }

    /// <summary>The company name.</summary>
    public TextFilter? CompanyName { get; init; }

    /// <summary>The first name.</summary>
    public TextFilter? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public TextFilter? LastName { get; init; }

    /// <summary>The street.</summary>
    public TextFilter? Street { get; init; }

    /// <summary>The house number.</summary>
    public TextFilter? HouseNumber { get; init; }

    /// <summary>The postal code.</summary>
    public TextFilter? PostalCode { get; init; }

    /// <summary>The city.</summary>
    public TextFilter? City { get; init; }

    /// <summary>The province or state.</summary>
    public TextFilter? Province { get; init; }

    /// <summary>The ISO 3166-1 alpha-2 country code.</summary>
    public IdFilter? Country { get; init; }

    /// <summary>The email address of the recipient.</summary>
    public TextFilter? Email { get; init; }

    /// <summary>A phone number. The last eight digits are compared.</summary>
    public IdFilter? Phone { get; init; }

    /// <summary>All of these conditions match.</summary>
    public IReadOnlyList<AddressWhere>? And { get; init; }

    /// <summary>At least one of these conditions matches.</summary>
    public IReadOnlyList<AddressWhere>? Or { get; init; }

    /// <summary>This condition does not match. Absent values satisfy a negated condition.</summary>
    public AddressWhere? Not { get; init; }
}

/// <summary>Conditions of the lines.</summary>
public sealed record LinesWhere
{
    /// <summary>At least one item matches all conditions.</summary>
    public LineWhere? Some { get; init; }

    /// <summary>No item matches.</summary>
    public LineWhere? None { get; init; }
}

/// <summary>Conditions of a line.</summary>
public sealed record LineWhere
{
    /// <summary>The article id.</summary>
    public TextFilter? Article { get; init; }

    /// <summary>The display title.</summary>
    public TextFilter? Title { get; init; }

    /// <summary>All of these conditions match.</summary>
    public IReadOnlyList<LineWhere>? And { get; init; }

    /// <summary>At least one of these conditions matches.</summary>
    public IReadOnlyList<LineWhere>? Or { get; init; }

    /// <summary>This condition does not match. Absent values satisfy a negated condition.</summary>
    public LineWhere? Not { get; init; }
}

/// <summary>Conditions of the delivery.</summary>
public sealed record DeliveryWhere
{
    /// <summary>The preferred delivery time.</summary>
    public TimeRangeFilter? PreferredTime { get; init; }
}
