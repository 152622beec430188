-- ACTIVE; SUSPENDED: requests are rejected, background work and event delivery stand still; REMOVING: the rows of the tenant are being deleted.
ALTER TABLE tenants ADD COLUMN state {text} NOT NULL DEFAULT 'ACTIVE';
-- NULL for tenants of before.
ALTER TABLE tenants ADD COLUMN created_at bigint;
