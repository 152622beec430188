-- Background work reads the rows of one tenant. These indexes replace the ones over all tenants.
CREATE INDEX {concurrently} work_items_tenant_due ON work_items (tenant_id, due_at);
CREATE INDEX {concurrently} idempotency_keys_tenant_age ON idempotency_keys (tenant_id, created_at);
