-- Keys that have had their time are removed, the oldest first.
CREATE INDEX idempotency_age ON idempotency (created_at);
