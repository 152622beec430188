-- Whose data it is. The versions count up with every change of what a node keeps in memory, and are read with every load.
CREATE TABLE tenants (
    tenant_id {text} PRIMARY KEY,
    sign_in_key {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    settings_version bigint NOT NULL DEFAULT 1,
    facilities_version bigint NOT NULL DEFAULT 1,
    articles_version bigint NOT NULL DEFAULT 1,
    identity_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE signing_keys (
    key_id {text} PRIMARY KEY,
    secret {blob} NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

CREATE TABLE users (
    tenant_id {text} NOT NULL,
    user_id {text} NOT NULL,
    username {text} NOT NULL,
    password_hash {text} NOT NULL,
    doc {blob} NOT NULL,
    active boolean NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE UNIQUE INDEX users_username ON users (tenant_id, username);

CREATE TABLE roles (
    tenant_id {text} NOT NULL,
    role_id {text} NOT NULL,
    name {text} NOT NULL,
    doc {blob} NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (tenant_id, role_id)
);

CREATE TABLE refresh_tokens (
    token_hash {blob} PRIMARY KEY,
    tenant_id {text} NOT NULL,
    user_id {text} NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX refresh_tokens_user ON refresh_tokens (tenant_id, user_id);
