-- The form of an order number that duplicates are checked and orders are found by (Application/Search/SearchText.cs). The first start after
-- this migration computes it for numbers that are not plain ASCII. Orders that are duplicates already keep a key of their own.
ALTER TABLE orders ADD COLUMN tenant_order_key {text};
UPDATE orders SET tenant_order_key = lower(trim(tenant_order_id)) WHERE tenant_order_id IS NOT NULL;
CREATE INDEX orders_tenant_order_key ON orders (tenant_id, tenant_order_key, created_at) WHERE tenant_order_key IS NOT NULL;
UPDATE orders SET tenant_order_key = tenant_order_key || ' ' || order_id
    WHERE tenant_order_key IS NOT NULL AND status IN ('OPEN', 'LOCKED', 'PROMISED') AND EXISTS (
        SELECT 1 FROM orders x
        WHERE x.tenant_id = orders.tenant_id AND x.tenant_order_key = orders.tenant_order_key AND x.order_id < orders.order_id
            AND x.status IN ('OPEN', 'LOCKED', 'PROMISED'));
CREATE UNIQUE INDEX orders_active_key ON orders (tenant_id, tenant_order_key)
    WHERE tenant_order_key IS NOT NULL AND status IN ('OPEN', 'LOCKED', 'PROMISED');
DROP INDEX orders_active;
DROP INDEX orders_tenant_order_id;

-- Orders by the time of their last change: the journal row with the revision of the order.
CREATE INDEX journal_changes ON journal (tenant_id, at, order_id, revision);

-- Search terms contain folded texts, phone numbers and tracking numbers now.
DELETE FROM backfills WHERE name = 'order_search_terms';
INSERT INTO backfills (name, tenant_id, order_id) SELECT 'order_search_terms', '', '' WHERE EXISTS (SELECT 1 FROM orders);
