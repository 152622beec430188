using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application.Policies;
using Emend.Server.Inventory;

namespace Emend.Server.Application.ReferenceData;

/// <summary>Versions of the reference data of a tenant. Every write on any node increments one. Read with every order load.</summary>
internal readonly record struct TenantVersions(long Settings, long Facilities, long Articles, long Identity)
{
    /// <summary>Whether something changed since <paramref name="other"/>. Versions only increase.</summary>
    public bool IsNewerThan(TenantVersions other) =>
        Settings + Facilities + Articles + Identity > other.Settings + other.Facilities + other.Articles + other.Identity;
}

/// <summary>Reads reference data for decisions from the database.</summary>
internal interface IReferenceDataReader
{
    Task<TenantVersions?> ReadVersions(TenantId tenant, CancellationToken ct);

    Task<ImmutableArray<Facility>> ReadFacilities(TenantId tenant, CancellationToken ct);

    Task<TenantSettings> ReadSettings(TenantId tenant, CancellationToken ct);

    /// <summary>The custom policies of the tenant and their assignments.</summary>
    Task<StoredPolicies> ReadPolicies(TenantId tenant, CancellationToken ct);

    /// <summary>The routing settings of the tenant. Covered by the settings version.</summary>
    Task<RoutingSettings> ReadRouting(TenantId tenant, CancellationToken ct);

    /// <summary>The workload of every facility with open work.</summary>
    Task<IReadOnlyList<FacilityWorkload>> ReadWorkload(TenantId tenant, CancellationToken ct);

    /// <summary>The articles that are in the catalog of the tenant.</summary>
    Task<IReadOnlyList<Article>> ReadArticles(TenantId tenant, IReadOnlyCollection<ArticleId> ids, CancellationToken ct);

    /// <summary>The stock of the articles in every facility with stock.</summary>
    Task<IReadOnlyList<StockLevel>> ReadStock(TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct);
}

/// <summary>The routing settings of a tenant.</summary>
/// <param name="Strategy">The active strategy.</param>
/// <param name="InfiniteStock">Whether routing assumes infinite stock in all facilities.</param>
internal sealed record RoutingSettings(RoutingStrategy Strategy, bool InfiniteStock)
{
    /// <summary>The settings of a tenant without stored settings.</summary>
    public static readonly RoutingSettings Default = new(RoutingStrategy.Default, false);
}

/// <summary>The open work of a facility.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Orders">The number of orders with reservations in the facility.</param>
/// <param name="Units">The total reserved quantity.</param>
internal readonly record struct FacilityWorkload(FacilityId Facility, long Orders, Quantity Units);
