-- Which orders have ended and are to be anonymised, or were and are to be deleted, since when; due at a moment of their own where
-- somebody named one, else after the time that the tenant's settings say on the day one looks. A projection of the order.
CREATE TABLE keeping (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    stage {text} NOT NULL,
    since bigint NOT NULL,
    due_at bigint,
    PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX keeping_since ON keeping (tenant_id, stage, since) WHERE due_at IS NULL;
CREATE INDEX keeping_due ON keeping (tenant_id, stage, due_at) WHERE due_at IS NOT NULL;

-- Whether an order of before has ended, its document says: whoever finds it due and at work takes it out again.
INSERT INTO keeping (tenant_id, order_id, stage, since) SELECT tenant_id, order_id, 'ANONYMIZE', modified_at FROM orders;
