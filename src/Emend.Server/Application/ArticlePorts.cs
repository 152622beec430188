using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>The catalogue. Every write steps the tenant's articles version in the same transaction.</summary>
internal interface IArticleStore
{
    /// <summary>Writes them in one transaction, whatever was there. Throws where the tenant is unknown.</summary>
    Task Put(TenantId tenant, IReadOnlyCollection<Article> articles, CancellationToken ct);
}
