-- Requests of orders to other systems that have no response yet. The position rises within an order; the id is the idempotency key at the
-- other system. A completed request has no row.
CREATE TABLE outbox (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    position bigint NOT NULL,
    effect_id {text} NOT NULL,
    kind {text} NOT NULL,
    facility_id {text} NOT NULL,
    doc {blob} NOT NULL,
    state {text} NOT NULL,
    attempts bigint NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    since bigint NOT NULL,
    due_at bigint NOT NULL,
    last_attempt_at bigint,
    last_error {text},
    PRIMARY KEY (tenant_id, order_id, position)
) {hot key table};
CREATE UNIQUE INDEX outbox_effect ON outbox (tenant_id, effect_id);
CREATE INDEX outbox_state ON outbox (tenant_id, state, order_id, position);
