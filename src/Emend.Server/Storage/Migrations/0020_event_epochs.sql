-- Positions of the event feed can come again after the restore of a backup. Each row begins an epoch after a position; event ids contain
-- the epoch, so new events never have the id of an event that the restore removed.
CREATE TABLE event_epochs (
    number bigint PRIMARY KEY,
    epoch bigint NOT NULL,
    xid bigint NOT NULL,
    seq bigint NOT NULL,
    storage {text} NOT NULL,
    started_at bigint NOT NULL
);
{journal offset}
