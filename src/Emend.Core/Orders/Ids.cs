namespace Emend.Core.Orders;

/// <summary>Id of a tenant. Every row of the database belongs to one tenant.</summary>
public readonly record struct TenantId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Id of an order.</summary>
public readonly record struct OrderId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Id of an order line; unique over all orders.</summary>
public readonly record struct LineId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Article id of the tenant (<c>tenantArticleId</c>, SKU).</summary>
public readonly record struct ArticleId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Id of a store or warehouse.</summary>
public readonly record struct FacilityId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Id of an operational entity of an order: routing plan, pick job, handover job, shipment, parcel.</summary>
public readonly record struct EntityId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Id of a user or a credential.</summary>
public readonly record struct ActorId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
