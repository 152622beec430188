-- What a facility offers and when it picks, as routing reads it; null where it said nothing.
ALTER TABLE facilities ADD COLUMN terms {blob};

CREATE TABLE carriers (
    tenant_id {text} NOT NULL,
    carrier_id {text} NOT NULL,
    key {text} NOT NULL,
    active boolean NOT NULL,
    same_day boolean NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, carrier_id)
);

-- Which carriers come to a facility. The cutoff is a minute of its day.
CREATE TABLE facility_carriers (
    tenant_id {text} NOT NULL,
    facility_id {text} NOT NULL,
    carrier_id {text} NOT NULL,
    active boolean NOT NULL,
    cutoff bigint,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, facility_id, carrier_id)
);

CREATE TABLE routing_strategies (
    tenant_id {text} NOT NULL,
    strategy_id {text} NOT NULL,
    version bigint NOT NULL,
    in_use boolean NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, strategy_id)
);

-- Every version a strategy ever had: decision logs name them.
CREATE TABLE routing_strategy_versions (
    tenant_id {text} NOT NULL,
    strategy_id {text} NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, strategy_id, version)
);
