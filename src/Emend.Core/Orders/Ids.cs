namespace Emend.Core.Orders;

/// <summary>Whose data it is. Every row belongs to one tenant.</summary>
public readonly record struct TenantId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>An order, and every operational entity made for it.</summary>
public readonly record struct OrderId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A line of one order; unique over all orders.</summary>
public readonly record struct LineId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The tenant's own name of an article (the vendors' <c>tenantArticleId</c>, SKU).</summary>
public readonly record struct ArticleId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A store or warehouse.</summary>
public readonly record struct FacilityId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>An operational entity inside an order: routing plan, pick job, handover job, shipment, parcel.</summary>
public readonly record struct EntityId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A person or a credential that acts.</summary>
public readonly record struct ActorId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
