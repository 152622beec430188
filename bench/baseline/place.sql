-- place: generated from Emend's own statements; see README.md.
-- doc1: 3808 bytes
-- doc2: 566 bytes
-- doc3: 604 bytes
-- doc4: 3948 bytes
\set order random(1, :orders)
\set article 20 * random(0, 499) + :order % 20
\set seq :seq + 1
\set fresh (:seq * 64 + :client_id) * 64
\startpipeline
SELECT identity_version FROM tenants WHERE tenant_id = :tenant_id;
SELECT settings_version, facilities_version, articles_version, identity_version, EXISTS ( SELECT 1 FROM orders o WHERE o.tenant_id = t.tenant_id AND o.tenant_order_id = ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 0)::text, 12, '0')) AND o.status IN ('OPEN', 'LOCKED', 'PROMISED')) FROM tenants t WHERE t.tenant_id = :tenant_id;
\endpipeline
\startpipeline
BEGIN;
INSERT INTO orders (tenant_id, order_id, tenant_order_id, api, status, revision, version, consumer_id, order_date, created_at, modified_at, personal_revision, doc) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 0)::text, 12, '0')), :api, :status, :revision, :version, :consumer_id, :order_date, :created_at, :modified_at, :personal_revision, :doc1);
UPDATE stock SET reserved = reserved + :number WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 0) % 10000)::text, 6, '0')) AND on_hand - reserved >= :number;
UPDATE stock SET reserved = reserved + :number WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 20) % 10000)::text, 6, '0')) AND on_hand - reserved >= :number;
UPDATE stock SET reserved = reserved + :number WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 40) % 10000)::text, 6, '0')) AND on_hand - reserved >= :number;
UPDATE stock SET reserved = reserved + :number WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 60) % 10000)::text, 6, '0')) AND on_hand - reserved >= :number;
UPDATE stock SET reserved = reserved + :number2 WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 80) % 10000)::text, 6, '0')) AND on_hand - reserved >= :number2;
UPDATE stock SET reserved = reserved + :number3 WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 100) % 10000)::text, 6, '0')) AND on_hand - reserved >= :number3;
INSERT INTO personal_data (tenant_id, order_id, kind, revision, doc) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), :kind, :revision, :doc2);
INSERT INTO order_ended_entities (tenant_id, order_id, revision, doc) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), :revision, :doc3);
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind2, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 2)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), NULL, '', :created_at, NULL);
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind3, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 3)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), :state, :created_at, NULL);
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind4, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 4)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), :state2, :created_at, NULL);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 5)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('ART-' || lpad(((:article + 100) % 10000)::text, 6, '0')), :quantity, :created_at);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 6)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('ART-' || lpad(((:article + 20) % 10000)::text, 6, '0')), :quantity2, :created_at);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 7)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('ART-' || lpad(((:article + 0) % 10000)::text, 6, '0')), :quantity2, :created_at);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 8)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('ART-' || lpad(((:article + 80) % 10000)::text, 6, '0')), :quantity3, :created_at);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 9)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('ART-' || lpad(((:article + 60) % 10000)::text, 6, '0')), :quantity2, :created_at);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 10)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('ART-' || lpad(((:article + 40) % 10000)::text, 6, '0')), :quantity2, :created_at);
INSERT INTO order_search_terms (tenant_id, order_id, order_date, status, terms) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), :order_date, :status, :terms);
INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), :revision, :kind5, :at, :actor, :policy, :doc4, NULL);
COMMIT;
\endpipeline
