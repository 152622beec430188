-- What a facility offers of an article. Orders read the catalogue, which is told of every listing; the listing is the face's.
CREATE TABLE listings (
    tenant_id {text} NOT NULL,
    facility_id {text} NOT NULL,
    article_id {text} NOT NULL,
    listing_id {text} NOT NULL,
    active boolean NOT NULL,
    version bigint NOT NULL,
    doc {blob} NOT NULL,
    created_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    PRIMARY KEY (tenant_id, facility_id, article_id)
);
CREATE UNIQUE INDEX listings_id ON listings (tenant_id, facility_id, listing_id);
