-- What orders are found by: when they were placed, where they stand, and a number for each value of each field (Storage/Finding/Terms.cs).
-- Beside the order, so that an edit that changes none of it touches none of it.
CREATE TABLE order_terms (
    {row number}
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    order_date bigint NOT NULL,
    status {text} NOT NULL,
    terms {numbers} NOT NULL,
    {row key} (tenant_id, order_id)
);
CREATE INDEX order_terms_date ON order_terms (tenant_id, order_date, order_id);
CREATE INDEX order_terms_status ON order_terms (tenant_id, status, order_date, order_id);
{index of terms};

-- Entities by the time they were made, which never changes.
CREATE INDEX order_index_created ON order_index (tenant_id, kind, created_at, entity_id);

-- Work over rows of before that is done at the first start; how far it is.
CREATE TABLE backfills (
    name {text} PRIMARY KEY,
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL
);
INSERT INTO backfills (name, tenant_id, order_id) SELECT 'order_terms', '', '' WHERE EXISTS (SELECT 1 FROM orders);

-- What all nodes must agree upon and nobody may guess.
CREATE TABLE secrets (
    name {text} PRIMARY KEY,
    secret {blob} NOT NULL
);
