-- Sign-ins that failed, counted for all nodes together. Names that nobody has are counted too: the answers must not tell them apart.
CREATE TABLE sign_in_failures (
    tenant_id {text} NOT NULL,
    username {text} NOT NULL,
    failures bigint NOT NULL,
    last_at bigint NOT NULL,
    locked_until bigint NOT NULL,
    PRIMARY KEY (tenant_id, username)
);
CREATE INDEX sign_in_failures_last_at ON sign_in_failures (tenant_id, last_at);

CREATE TABLE credentials (
    tenant_id {text} NOT NULL,
    credential_id {text} NOT NULL,
    name {text} NOT NULL,
    doc {blob} NOT NULL,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    last_used_at bigint,
    PRIMARY KEY (tenant_id, credential_id)
);
CREATE UNIQUE INDEX credentials_name ON credentials (tenant_id, name);

-- Whose tenant it is, is known only once the secret is found: the one table whose key does not begin with the tenant.
CREATE TABLE credential_secrets (
    secret_hash {blob} PRIMARY KEY,
    lookup {text} NOT NULL,
    tenant_id {text} NOT NULL,
    credential_id {text} NOT NULL,
    ends_at bigint
);
CREATE INDEX credential_secrets_lookup ON credential_secrets (lookup);
CREATE INDEX credential_secrets_credential ON credential_secrets (tenant_id, credential_id);

-- Who changed users, roles and credentials. Rows are only ever added.
CREATE TABLE identity_audit (
    tenant_id {text} NOT NULL,
    audit_id {text} NOT NULL,
    at bigint NOT NULL,
    actor_id {text} NOT NULL,
    actor_name {text} NOT NULL,
    deed {text} NOT NULL,
    about_id {text} NOT NULL,
    about_name {text} NOT NULL,
    PRIMARY KEY (tenant_id, audit_id)
);

CREATE TABLE remote_configurations (
    tenant_id {text} NOT NULL,
    configuration_id {text} NOT NULL,
    key {text} NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, configuration_id)
);
CREATE UNIQUE INDEX remote_configurations_key ON remote_configurations (tenant_id, key);
