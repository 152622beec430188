CREATE TABLE settings (
    tenant_id {text} NOT NULL,
    name {text} NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

CREATE TABLE facilities (
    tenant_id {text} NOT NULL,
    facility_id {text} NOT NULL,
    tenant_facility_id {text},
    version bigint NOT NULL,
    status {text} NOT NULL,
    kind {text} NOT NULL,
    country {text} NOT NULL,
    postal_code {text} NOT NULL,
    latitude double precision,
    longitude double precision,
    doc {blob} NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, facility_id)
);
CREATE UNIQUE INDEX facilities_tenant_facility_id ON facilities (tenant_id, tenant_facility_id) WHERE tenant_facility_id IS NOT NULL;

CREATE TABLE articles (
    tenant_id {text} NOT NULL,
    article_id {text} NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    PRIMARY KEY (tenant_id, article_id)
);

-- Thousandths. Reserved belongs to the orders alone; on hand to whoever counts.
CREATE TABLE stock (
    tenant_id {text} NOT NULL,
    facility_id {text} NOT NULL,
    article_id {text} NOT NULL,
    stock_id {text} NOT NULL,
    version bigint NOT NULL,
    on_hand bigint NOT NULL,
    reserved bigint NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, facility_id, article_id)
) {hot};
CREATE UNIQUE INDEX stock_id ON stock (tenant_id, stock_id);
CREATE INDEX stock_article ON stock (tenant_id, article_id);
