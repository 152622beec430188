using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Resolves carriers that requests name by id or by key.</summary>
internal sealed class CarrierReferenceResolver(ICarrierStore carriers)
{
    private const int MaxCarriers = 1_000;

    /// <summary>The ids of the carriers and the references themselves; null without references.</summary>
    public async Task<ImmutableHashSet<string>?> Resolve(TenantId tenant, ImmutableArray<string> references, CancellationToken ct)
    {
        if (references.IsEmpty)
        {
            return null;
        }

        var all = await carriers.List(tenant, null, MaxCarriers, ct);
        return [.. references, .. all.Items.Where(carrier => references.Contains(carrier.Key)).Select(carrier => carrier.Id)];
    }
}
