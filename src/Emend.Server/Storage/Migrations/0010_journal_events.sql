-- A feed of events reads the journal of a tenant in the order of the transactions; see docs/decisions/0022.
CREATE INDEX journal_events ON journal (tenant_id, xid, seq);

-- Which modification took back which.
CREATE TABLE undone (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    revision bigint NOT NULL,
    by_revision bigint NOT NULL,
    PRIMARY KEY (tenant_id, order_id, revision, by_revision)
) {key table};
