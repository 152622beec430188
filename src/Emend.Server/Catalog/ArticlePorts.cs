using Emend.Core.Orders;

namespace Emend.Server.Catalog;

/// <summary>The article catalog. Every write increments the articles version of the tenant in the same transaction.</summary>
internal interface IArticleStore
{
    /// <summary>Creates or replaces the articles in one transaction. Throws if the tenant is unknown.</summary>
    Task Put(TenantId tenant, IReadOnlyCollection<Article> articles, CancellationToken ct);
}
