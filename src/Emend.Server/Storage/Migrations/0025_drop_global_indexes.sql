-- Older nodes that still run read these tables without an index until they are replaced: due work and expired keys are few rows.
DROP INDEX work_items_due;
DROP INDEX idempotency_keys_age;
