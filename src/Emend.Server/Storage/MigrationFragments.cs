namespace Emend.Server.Storage;

/// <summary>
/// Long parts of migrations that differ between the databases. Like the migrations, these texts never change after a release.
/// </summary>
internal static class MigrationFragments
{
    /// <summary>0006: SQLite cannot index the elements of a list. Triggers maintain a table with one row per term.</summary>
    public const string SqliteTermIndex =
        """
        CREATE TABLE order_term (term bigint NOT NULL, number bigint NOT NULL, PRIMARY KEY (term, number)) WITHOUT ROWID;
        CREATE TRIGGER order_terms_added AFTER INSERT ON order_terms BEGIN
            INSERT INTO order_term (term, number) SELECT value, new.number FROM json_each(new.terms);
        END;
        CREATE TRIGGER order_terms_changed AFTER UPDATE OF terms ON order_terms BEGIN
            DELETE FROM order_term WHERE number = new.number
                AND term IN (SELECT value FROM json_each(old.terms) EXCEPT SELECT value FROM json_each(new.terms));
            INSERT INTO order_term (term, number)
                SELECT value, new.number FROM json_each(new.terms) EXCEPT SELECT value, new.number FROM json_each(old.terms);
        END;
        CREATE TRIGGER order_terms_removed AFTER DELETE ON order_terms BEGIN
            DELETE FROM order_term WHERE number = old.number AND term IN (SELECT value FROM json_each(old.terms));
        END
        """;

    /// <summary>0006: the pending list of the index is small because every search scans it.</summary>
    public const string PostgreSqlTermIndex =
        "CREATE INDEX order_terms_terms ON order_terms USING gin (terms) WITH (fastupdate = on, gin_pending_list_limit = 256)";

    /// <summary>0015: PostgreSQL renames indexes in place.</summary>
    public const string PostgreSqlStandardIndexNames =
        """
        ALTER INDEX personal_pkey RENAME TO personal_data_pkey;
        ALTER INDEX order_past_pkey RENAME TO order_ended_entities_pkey;
        ALTER INDEX order_index_pkey RENAME TO order_entities_pkey;
        ALTER INDEX order_index_facility RENAME TO order_entities_facility;
        ALTER INDEX order_index_created RENAME TO order_entities_created;
        ALTER INDEX order_terms_pkey RENAME TO order_search_terms_pkey;
        ALTER INDEX order_terms_date RENAME TO order_search_terms_date;
        ALTER INDEX order_terms_status RENAME TO order_search_terms_status;
        ALTER INDEX order_terms_terms RENAME TO order_search_terms_terms;
        ALTER INDEX waiting_pkey RENAME TO unroutable_articles_pkey;
        ALTER INDEX waiting_article RENAME TO unroutable_articles_article;
        ALTER INDEX work_pkey RENAME TO work_items_pkey;
        ALTER INDEX work_due RENAME TO work_items_due;
        ALTER INDEX keeping_pkey RENAME TO order_retention_pkey;
        ALTER INDEX keeping_since RENAME TO order_retention_since;
        ALTER INDEX keeping_due RENAME TO order_retention_due;
        ALTER INDEX undone_pkey RENAME TO undone_modifications_pkey;
        ALTER INDEX idempotency_pkey RENAME TO idempotency_keys_pkey;
        ALTER INDEX idempotency_age RENAME TO idempotency_keys_age;
        ALTER INDEX deliveries_pkey RENAME TO event_deliveries_pkey;
        ALTER INDEX deliveries_open RENAME TO event_deliveries_open
        """;

    /// <summary>0015: SQLite cannot rename indexes and triggers. The migration drops and recreates them.</summary>
    public const string SqliteStandardIndexNames =
        """
        DROP INDEX order_index_facility;
        DROP INDEX order_index_created;
        DROP INDEX order_terms_date;
        DROP INDEX order_terms_status;
        DROP INDEX waiting_article;
        DROP INDEX work_due;
        DROP INDEX keeping_since;
        DROP INDEX keeping_due;
        DROP INDEX idempotency_age;
        DROP INDEX deliveries_open;
        CREATE INDEX order_entities_facility ON order_entities (tenant_id, kind, facility_id, entity_id) WHERE facility_id IS NOT NULL;
        CREATE INDEX order_entities_created ON order_entities (tenant_id, kind, created_at, entity_id);
        CREATE INDEX order_search_terms_date ON order_search_terms (tenant_id, order_date, order_id);
        CREATE INDEX order_search_terms_status ON order_search_terms (tenant_id, status, order_date, order_id);
        CREATE INDEX unroutable_articles_article ON unroutable_articles (tenant_id, article_id, since, order_id);
        CREATE INDEX work_items_due ON work_items (due_at);
        CREATE INDEX order_retention_since ON order_retention (tenant_id, stage, since) WHERE due_at IS NULL;
        CREATE INDEX order_retention_due ON order_retention (tenant_id, stage, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
        CREATE INDEX event_deliveries_open ON event_deliveries (tenant_id, subscription_id, xid, seq, idx) WHERE state <> 'DELIVERED';
        DROP TRIGGER order_terms_added;
        DROP TRIGGER order_terms_changed;
        DROP TRIGGER order_terms_removed;
        ALTER TABLE order_term RENAME TO order_search_term_entries;
        CREATE TRIGGER order_search_terms_added AFTER INSERT ON order_search_terms BEGIN
            INSERT INTO order_search_term_entries (term, number) SELECT value, new.number FROM json_each(new.terms);
        END;
        CREATE TRIGGER order_search_terms_changed AFTER UPDATE OF terms ON order_search_terms BEGIN
            DELETE FROM order_search_term_entries WHERE number = new.number
                AND term IN (SELECT value FROM json_each(old.terms) EXCEPT SELECT value FROM json_each(new.terms));
            INSERT INTO order_search_term_entries (term, number)
                SELECT value, new.number FROM json_each(new.terms) EXCEPT SELECT value, new.number FROM json_each(old.terms);
        END;
        CREATE TRIGGER order_search_terms_removed AFTER DELETE ON order_search_terms BEGIN
            DELETE FROM order_search_term_entries WHERE number = old.number AND term IN (SELECT value FROM json_each(old.terms));
        END
        """;

    /// <summary>Adds a number to transaction numbers: 0 until a dump is restored into a cluster with lower numbers.</summary>
    public const string PostgreSqlJournalOffset =
        """
        CREATE FUNCTION journal_xid_offset() RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT 0::bigint';
        ALTER TABLE journal ALTER COLUMN xid SET DEFAULT (pg_current_xact_id()::text::bigint + journal_xid_offset());
        """;
}
