-- Renames tables, columns, and one stored value to standard terms. The data does not change.
ALTER TABLE personal RENAME TO personal_data;
ALTER TABLE order_past RENAME TO order_ended_entities;
ALTER TABLE order_index RENAME TO order_entities;
ALTER TABLE order_terms RENAME TO order_search_terms;
ALTER TABLE waiting RENAME TO unroutable_articles;
ALTER TABLE work RENAME TO work_items;
ALTER TABLE keeping RENAME TO order_retention;
ALTER TABLE undone RENAME TO undone_modifications;
ALTER TABLE idempotency RENAME TO idempotency_keys;
ALTER TABLE deliveries RENAME TO event_deliveries;

ALTER TABLE orders RENAME COLUMN face TO api;
ALTER TABLE order_entities RENAME COLUMN past_revision TO ended_at_revision;
ALTER TABLE facilities RENAME COLUMN terms TO capabilities;
ALTER TABLE work_items RENAME COLUMN signals TO request_count;

ALTER TABLE idempotency_keys RENAME COLUMN credential TO caller_id;
ALTER TABLE idempotency_keys RENAME COLUMN request TO request_hash;

ALTER TABLE bulk_jobs RENAME COLUMN face TO api;
ALTER TABLE bulk_jobs RENAME COLUMN asked TO definition;
ALTER TABLE bulk_jobs RENAME COLUMN request TO request_hash;
ALTER TABLE bulk_jobs RENAME COLUMN ran TO elapsed_before_pause;
ALTER TABLE bulk_jobs RENAME COLUMN served_at TO last_claimed_at;

ALTER TABLE subscriptions RENAME COLUMN signals TO change_counter;
ALTER TABLE subscriptions RENAME COLUMN former_secret TO previous_secret;
ALTER TABLE subscriptions RENAME COLUMN former_until TO previous_secret_until;

ALTER TABLE event_deliveries RENAME COLUMN missed TO has_gap;
ALTER TABLE event_deliveries RENAME COLUMN first_at TO first_attempt_at;
ALTER TABLE event_deliveries RENAME COLUMN tried_at TO last_attempt_at;
ALTER TABLE event_deliveries RENAME COLUMN due_at TO next_attempt_at;
UPDATE event_deliveries SET state = 'DEAD_LETTERED' WHERE state = 'PARKED';

ALTER TABLE identity_audit RENAME COLUMN deed TO action;
ALTER TABLE identity_audit RENAME COLUMN about_id TO target_id;
ALTER TABLE identity_audit RENAME COLUMN about_name TO target_name;

UPDATE backfills SET name = 'order_search_terms' WHERE name = 'order_terms';

{standard index names};
