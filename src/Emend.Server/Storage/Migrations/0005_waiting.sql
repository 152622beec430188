-- Which articles an order waits for, since when: a projection of the order, so that whoever brings stock finds those who wait for it.
CREATE TABLE waiting (
    tenant_id {text} NOT NULL,
    order_id {text} NOT NULL,
    article_id {text} NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (tenant_id, order_id, article_id)
) {key table};
CREATE INDEX waiting_article ON waiting (tenant_id, article_id, since, order_id);

-- What is to be done, by any node. ROUTE and RELEASE of an order are a projection of it; ARRIVAL of an article and SHORTAGE of an
-- article in a facility are written by whoever changes stock. A node claims a row for a while; signals counts who asked, so that
-- what is asked for while it is being done is done again.
CREATE TABLE work (
    tenant_id {text} NOT NULL,
    kind {text} NOT NULL,
    subject {text} NOT NULL,
    article_id {text} NOT NULL,
    since bigint NOT NULL,
    due_at bigint NOT NULL,
    claimed_until bigint NOT NULL DEFAULT 0,
    claimed_by {text} NOT NULL DEFAULT '',
    signals bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, kind, subject, article_id)
) {hot key table};
CREATE INDEX work_due ON work (due_at);

-- Orders that wait already are tried by schedule; what for they say when they are next written.
INSERT INTO work (tenant_id, kind, subject, article_id, since, due_at)
SELECT tenant_id, 'ROUTE', order_id, '', min(created_at), 0 FROM order_index
WHERE kind = 'PLAN' AND state = 'NOT_ROUTABLE' AND past_revision IS NULL
GROUP BY tenant_id, order_id;
