-- Who wants to hear of what. `slot` keeps an event to five subscriptions without a lock; the position is where its events were read to;
-- `signals` counts what whoever works on it must see. See docs/decisions/0028.
CREATE TABLE subscriptions (
    tenant_id {text} NOT NULL,
    subscription_id {text} NOT NULL,
    name {text} NOT NULL,
    event {text} NOT NULL,
    slot bigint NOT NULL,
    doc {blob} NOT NULL,
    secret {blob} NOT NULL,
    former_secret {blob},
    former_until bigint NOT NULL,
    created_at bigint NOT NULL,
    xid bigint NOT NULL,
    seq bigint NOT NULL,
    idx bigint NOT NULL,
    signals bigint NOT NULL,
    claimed_by {text} NOT NULL,
    claimed_until bigint NOT NULL,
    PRIMARY KEY (tenant_id, subscription_id)
) {hot};
CREATE UNIQUE INDEX subscriptions_slot ON subscriptions (tenant_id, event, slot);

-- What became of each event, per subscription: by its place in the journal, without what it says.
CREATE TABLE deliveries (
    tenant_id {text} NOT NULL,
    subscription_id {text} NOT NULL,
    xid bigint NOT NULL,
    seq bigint NOT NULL,
    idx bigint NOT NULL,
    order_id {text} NOT NULL,
    state {text} NOT NULL,
    attempts bigint NOT NULL,
    first_at bigint NOT NULL,
    tried_at bigint NOT NULL,
    due_at bigint NOT NULL,
    status bigint NOT NULL,
    failure {text} NOT NULL,
    missed bigint NOT NULL,
    PRIMARY KEY (tenant_id, subscription_id, xid, seq, idx)
);
CREATE INDEX deliveries_open ON deliveries (tenant_id, subscription_id, xid, seq, idx) WHERE state <> 'DELIVERED';
