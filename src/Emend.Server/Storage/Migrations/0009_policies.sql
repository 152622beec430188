-- A tenant's own policies, every version they ever had: the journal names them.
CREATE TABLE policies (
    tenant_id {text} NOT NULL,
    name {text} NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    actor {text} NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, name, version)
);
