namespace Emend.Client;

/// <summary>What an order must be like to be found: all that is said must hold.</summary>
public sealed record OrderWhere
{
    /// <summary>Its id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>The shop's own number.</summary>
    public TextFilter? TenantOrderId { get; init; }

    /// <summary>The face it was placed through.</summary>
    public IdFilter? Api { get; init; }

    /// <summary>Where it stands.</summary>
    public StatusFilter? Status { get; init; }

    /// <summary>When the shop took it.</summary>
    public TimeRangeFilter? OrderedAt { get; init; }

    /// <summary>When anything last happened to it.</summary>
    public TimeRangeFilter? ModifiedAt { get; init; }

    /// <summary>Who ordered.</summary>
    public ConsumerWhere? Consumer { get; init; }

    /// <summary>What was bought.</summary>
    public LinesWhere? Lines { get; init; }

    /// <summary>How it reaches the customer.</summary>
    public DeliveryWhere? Delivery { get; init; }

    /// <summary>Where units of it are planned or picked now.</summary>
    public IdFilter? Facility { get; init; }

    /// <summary>Its free attributes, by name.</summary>
    public IReadOnlyDictionary<string, AttributeFilter>? Attributes { get; init; }

    /// <summary>All of these hold.</summary>
    public IReadOnlyList<OrderWhere>? And { get; init; }

    /// <summary>One of these holds.</summary>
    public IReadOnlyList<OrderWhere>? Or { get; init; }

    /// <summary>This does not hold; it holds of what is absent.</summary>
    public OrderWhere? Not { get; init; }
}

/// <summary>What the customer must be like.</summary>
public sealed record ConsumerWhere
{
    /// <summary>The shop's id of the customer.</summary>
    public TextFilter? Id { get; init; }

    /// <summary>Their address of e-mail.</summary>
    public TextFilter? Email { get; init; }

    /// <summary>Their addresses.</summary>
    public AddressesWhere? Addresses { get; init; }
}

/// <summary>What the addresses must be like.</summary>
public sealed record AddressesWhere
{
    /// <summary>One of them meets all of it.</summary>
    public AddressWhere? Some { get; init; }

    /// <summary>None of them meets it.</summary>
    public AddressWhere? None { get; init; }
}

/// <summary>What an address must be like.</summary>
public sealed record AddressWhere
{
    /// <summary>What it is for.</summary>
    public AddressKindFilter? Kind { get; init; }

    /// <summary>The company.</summary>
    public TextFilter? CompanyName { get; init; }

    /// <summary>The first name.</summary>
    public TextFilter? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public TextFilter? LastName { get; init; }

    /// <summary>The street.</summary>
    public TextFilter? Street { get; init; }

    /// <summary>The number of the house.</summary>
    public TextFilter? HouseNumber { get; init; }

    /// <summary>The postal code.</summary>
    public TextFilter? PostalCode { get; init; }

    /// <summary>The city.</summary>
    public TextFilter? City { get; init; }

    /// <summary>The province or state.</summary>
    public TextFilter? Province { get; init; }

    /// <summary>The country.</summary>
    public IdFilter? Country { get; init; }

    /// <summary>All of these hold.</summary>
    public IReadOnlyList<AddressWhere>? And { get; init; }

    /// <summary>One of these holds.</summary>
    public IReadOnlyList<AddressWhere>? Or { get; init; }

    /// <summary>This does not hold; it holds of what is absent.</summary>
    public AddressWhere? Not { get; init; }
}

/// <summary>What the lines must be like.</summary>
public sealed record LinesWhere
{
    /// <summary>One of them meets all of it.</summary>
    public LineWhere? Some { get; init; }

    /// <summary>None of them meets it.</summary>
    public LineWhere? None { get; init; }
}

/// <summary>What a line must be like.</summary>
public sealed record LineWhere
{
    /// <summary>The article's id.</summary>
    public TextFilter? Article { get; init; }

    /// <summary>As shown to people.</summary>
    public TextFilter? Title { get; init; }

    /// <summary>All of these hold.</summary>
    public IReadOnlyList<LineWhere>? And { get; init; }

    /// <summary>One of these holds.</summary>
    public IReadOnlyList<LineWhere>? Or { get; init; }

    /// <summary>This does not hold; it holds of what is absent.</summary>
    public LineWhere? Not { get; init; }
}

/// <summary>What the delivery must be like.</summary>
public sealed record DeliveryWhere
{
    /// <summary>When the customer wants it.</summary>
    public TimeRangeFilter? PreferredTime { get; init; }
}
