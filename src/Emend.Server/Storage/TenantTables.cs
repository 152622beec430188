using System.Collections.Immutable;

namespace Emend.Server.Storage;

/// <summary>A table whose rows belong to tenants.</summary>
/// <param name="Name">The name of the table.</param>
/// <param name="Key">Columns of a unique key.</param>
internal sealed record TenantTable(string Name, string Key);

/// <summary>
/// All tables, by their relation to tenants. A test compares both lists with the schema of both databases. The comment of migration 0008
/// names one exception; this list has all of them.
/// </summary>
internal static class TenantTables
{
    /// <summary>The tables with rows of tenants. The row in <c>tenants</c> is deleted last.</summary>
    public static readonly ImmutableArray<TenantTable> All =
    [
        new("refresh_tokens", "token_hash"),
        new("credential_secrets", "secret_hash"),
        new("credentials", "tenant_id, credential_id"),
        new("users", "tenant_id, user_id"),
        new("roles", "tenant_id, role_id"),
        new("sign_in_failures", "tenant_id, username"),
        new("identity_audit", "tenant_id, audit_id"),
        new("work_items", "tenant_id, kind, subject, article_id"),
        new("bulk_items", "tenant_id, job_id, position"),
        new("bulk_jobs", "tenant_id, job_id"),
        new("event_deliveries", "tenant_id, subscription_id, xid, seq, idx"),
        new("subscriptions", "tenant_id, subscription_id"),
        new("unroutable_articles", "tenant_id, order_id, article_id"),
        new("order_retention", "tenant_id, order_id"),
        new("undone_modifications", "tenant_id, order_id, revision, by_revision"),
        new("idempotency_keys", "tenant_id, caller_id, key"),
        new("reservations", "tenant_id, line_id, facility_id"),
        new("order_search_terms", "tenant_id, order_id"),
        new("order_entities", "tenant_id, kind, entity_id"),
        new("order_ended_entities", "tenant_id, order_id, revision"),
        new("personal_data", "tenant_id, order_id, kind, revision"),
        new("journal", "tenant_id, order_id, revision"),
        new("outbox", "tenant_id, order_id, position"),
        new("orders", "tenant_id, order_id"),
        new("listings", "tenant_id, facility_id, article_id"),
        new("stock", "tenant_id, facility_id, article_id"),
        new("articles", "tenant_id, article_id"),
        new("facility_carriers", "tenant_id, facility_id, carrier_id"),
        new("carriers", "tenant_id, carrier_id"),
        new("facilities", "tenant_id, facility_id"),
        new("routing_strategy_versions", "tenant_id, strategy_id, version"),
        new("routing_strategies", "tenant_id, strategy_id"),
        new("policies", "tenant_id, name, version"),
        new("remote_configurations", "tenant_id, configuration_id"),
        new("settings", "tenant_id, name"),
        new("tenants", "tenant_id"),
    ];

    /// <summary>The tables without a unique key that begins with the tenant, and the reason.</summary>
    public static readonly ImmutableDictionary<string, string> WithoutTenantInKey = new Dictionary<string, string>
    {
        ["credential_secrets"] = "The secret of a request finds the tenant. The rows have the tenant.",
        ["refresh_tokens"] = "The hash of a random token is unique without the tenant. Every statement compares the tenant.",
        ["order_search_term_entries"] = "SQLite only: the triggers of order_search_terms maintain it by the number of its row.",
        ["signing_keys"] = "All nodes sign and check the tokens of all tenants with the same keys.",
        ["secrets"] = "Secrets that all nodes share, such as the key of search terms.",
        ["backfills"] = "How far one pass over the orders of all tenants is. Its tenant is a position, not an owner.",
        ["event_epochs"] = "An epoch belongs to the storage of one database: a restore concerns all its tenants.",
        ["health_checks"] = "One row that the check of readiness writes.",
        ["migrations"] = "The schema belongs to the database.",
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
