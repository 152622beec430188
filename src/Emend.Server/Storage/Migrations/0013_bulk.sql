-- Jobs over many orders. Counts are those of the items that have a result; ran is for how long it was worked on before the last pause.
CREATE TABLE bulk_jobs (
    tenant_id {text} NOT NULL,
    job_id {text} NOT NULL,
    actor {text} NOT NULL,
    actor_name {text} NOT NULL,
    issued_at bigint NOT NULL,
    secret {text},
    face {text} NOT NULL,
    asked {blob} NOT NULL,
    dry_run bigint NOT NULL,
    key {text},
    request {text},
    state {text} NOT NULL,
    total bigint NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    running_since bigint,
    ran bigint NOT NULL DEFAULT 0,
    ended_at bigint,
    served_at bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, job_id)
) {hot key table};
CREATE UNIQUE INDEX bulk_jobs_key ON bulk_jobs (tenant_id, actor, key);
CREATE INDEX bulk_jobs_running ON bulk_jobs (tenant_id, job_id) WHERE state = 'RUNNING';
CREATE INDEX bulk_jobs_ended ON bulk_jobs (ended_at) WHERE ended_at IS NOT NULL;

-- One row for each order of a job, in the order in which they are tried. A node claims some for a while.
CREATE TABLE bulk_items (
    tenant_id {text} NOT NULL,
    job_id {text} NOT NULL,
    position bigint NOT NULL,
    order_id {text} NOT NULL,
    revision bigint,
    state {text} NOT NULL DEFAULT 'PENDING',
    result {blob},
    attempts bigint NOT NULL DEFAULT 0,
    claimed_until bigint NOT NULL DEFAULT 0,
    claimed_by {text} NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, job_id, position)
) {hot key table};
CREATE INDEX bulk_items_state ON bulk_items (tenant_id, job_id, state, position);
