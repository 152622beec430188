using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>The catalogue.</summary>
internal sealed class ArticleStore(Database database) : IArticleStore
{
    private const string Upsert =
        """
        INSERT INTO articles (tenant_id, article_id, version, doc) VALUES ($1, $2, 1, $3)
        ON CONFLICT (tenant_id, article_id) DO UPDATE SET version = articles.version + 1, doc = excluded.doc
        """;

    public async Task Put(TenantId tenant, IReadOnlyCollection<Article> articles, CancellationToken ct)
    {
        var result = await database.Keep(
            [
                TenantVersionStatements.OfArticles(tenant),
                .. Statements(tenant, articles),
            ],
            ct);
        if (result != StoreWriteResult.Written)
        {
            throw new InvalidOperationException($"There is no tenant '{tenant}'.");
        }
    }

    /// <summary>Writes them, whatever was there; the tenant's articles version is to be stepped before.</summary>
    public static IEnumerable<Statement> Statements(TenantId tenant, IReadOnlyCollection<Article> articles) =>
        articles.OrderBy(article => article.Id.Value, StringComparer.Ordinal)
            .Select(article => Statement.One(Upsert, tenant.Value, article.Id.Value, ReferenceDataSerializer.Write(article)));
}
