-- The further server that has the tenant; empty if this server has it. Only rows of the main database name a server.
ALTER TABLE tenants ADD COLUMN database_name {text} NOT NULL DEFAULT '';
-- Begins the event feed of a tenant that came from another server; NULL for the others. Positions of servers do not compare, so cursors of
-- before belong to no epoch. Later epochs of this server begin after feed_xid.
ALTER TABLE tenants ADD COLUMN feed_epoch bigint;
ALTER TABLE tenants ADD COLUMN feed_xid bigint;
