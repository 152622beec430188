using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>The catalog.</summary>
internal sealed class ArticleStore(Database database) : IArticleStore
{
    private const string Upsert =
        """
        INSERT INTO articles (tenant_id, article_id, version, doc) VALUES ($1, $2, 1, $3)
        ON CONFLICT (tenant_id, article_id) DO UPDATE SET version = articles.version + 1, doc = excluded.doc
        """;

    public async Task Put(TenantId tenant, IReadOnlyCollection<Article> articles, CancellationToken ct)
    {
        var result = await database.WriteWithRetries(
            [
                TenantVersionStatements.IncrementArticlesVersion(tenant),
                .. CreateStatements(tenant, articles),
            ],
            ct);
        if (result != StoreWriteResult.Written)
        {
            throw new InvalidOperationException($"Tenant '{tenant}' does not exist.");
        }
    }

    /// <summary>Upserts the articles. The caller increments the tenant's articles version first.</summary>
    public static IEnumerable<Statement> CreateStatements(TenantId tenant, IReadOnlyCollection<Article> articles) =>
        articles.OrderBy(article => article.Id.Value, StringComparer.Ordinal)
            .Select(article => Statement.One(Upsert, tenant.Value, article.Id.Value, ReferenceDataSerializer.Write(article)));
}
