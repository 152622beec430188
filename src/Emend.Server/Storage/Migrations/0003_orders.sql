-- One aggregate, one row. No index on a column that every edit changes: such an update would have to touch every index.
CREATE TABLE orders (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    tenant_order_id {text},
    face {text} NOT NULL,
    status {text} NOT NULL,
    revision bigint NOT NULL,
    version bigint NOT NULL,
    consumer_id {text},
    order_date bigint NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    personal_revision bigint NOT NULL,
    doc {blob} NOT NULL,
    PRIMARY KEY (tenant_id, order_id)
) {hot};
CREATE UNIQUE INDEX orders_active ON orders (tenant_id, tenant_order_id)
    WHERE tenant_order_id IS NOT NULL AND status IN ('OPEN', 'LOCKED', 'PROMISED');
CREATE INDEX orders_tenant_order_id ON orders (tenant_id, tenant_order_id, created_at) WHERE tenant_order_id IS NOT NULL;
CREATE INDEX orders_consumer_id ON orders (tenant_id, consumer_id) WHERE consumer_id IS NOT NULL;

-- Names, addresses, comments: outside the order, so that erasing them breaks no sum and no history. The order's row says which
-- revision of kind ORDER is the current one.
CREATE TABLE personal (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    kind {text} NOT NULL,
    revision bigint NOT NULL,
    doc {blob} NOT NULL,
    PRIMARY KEY (tenant_id, order_id, kind, revision)
);

-- From an operational entity to its order, and to the revision at which it left it.
CREATE TABLE order_index (
    tenant_id {text} NOT NULL,
    kind {text} NOT NULL,
    entity_id {text} NOT NULL,
    order_id {text} NOT NULL,
    facility_id {text},
    state {text} NOT NULL,
    created_at bigint NOT NULL,
    past_revision bigint,
    PRIMARY KEY (tenant_id, kind, entity_id)
) {hot key table};
CREATE INDEX order_index_facility ON order_index (tenant_id, kind, facility_id, entity_id) WHERE facility_id IS NOT NULL;

-- What left the order at a revision (dead entities), and how the routing of that revision was found: only added to.
CREATE TABLE order_past (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    revision bigint NOT NULL,
    doc {blob} NOT NULL,
    PRIMARY KEY (tenant_id, order_id, revision)
);

-- What a line of an order holds in a facility. Its key outlives a reroute that changes nothing about it.
CREATE TABLE reservations (
    tenant_id {text} NOT NULL,
    line_id {text} NOT NULL,
    facility_id {text} NOT NULL,
    order_id {text} NOT NULL,
    article_id {text} NOT NULL,
    quantity bigint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, line_id, facility_id)
) {hot key table};
CREATE INDEX reservations_stock ON reservations (tenant_id, facility_id, article_id);

CREATE TABLE journal (
    seq {sequence},
    xid {transaction id},
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    revision bigint NOT NULL,
    kind {text} NOT NULL,
    at bigint NOT NULL,
    actor {text} NOT NULL,
    policy {text} NOT NULL,
    doc {blob} NOT NULL,
    snapshot {blob},
    {journal key} (tenant_id, order_id, revision)
);

CREATE TABLE idempotency (
    tenant_id {text} NOT NULL,
    credential {text} NOT NULL,
    key {text} NOT NULL,
    request {text} NOT NULL,
    order_id {text} NOT NULL,
    revision bigint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, credential, key)
) {key table};
