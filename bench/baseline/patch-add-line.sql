-- patch-add-line: generated from Emend's own statements; see README.md.
-- doc1: 4270 bytes
-- doc2: 2169 bytes
-- doc3: 2397 bytes
\set sample random(0, :orders / :step - 1)
\set order 1 + :step * :sample + :sample * 7919 % :step
\set article 20 * random(0, 499) + :order % 20
\set seq :seq + 1
\set fresh (:seq * 64 + :client_id) * 64
\startpipeline
SELECT settings_version, facilities_version, articles_version, identity_version, o.doc, p.doc FROM tenants t LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')) LEFT JOIN personal_data p ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id AND p.kind = 'ORDER' AND p.revision = o.personal_revision WHERE t.tenant_id = :tenant_id;
\endpipeline
\startpipeline
BEGIN;
UPDATE orders SET status = :status, revision = revision + 1, version = version + 1, consumer_id = consumer_id, modified_at = :modified_at::bigint, personal_revision = personal_revision, doc = :doc1 WHERE tenant_id = :tenant_id AND order_id = ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')) AND revision = revision;
UPDATE stock SET reserved = reserved + :number::bigint WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 0) % 10000)::text, 6, '0')) AND on_hand - reserved - earmarked >= :number::bigint;
INSERT INTO order_ended_entities (tenant_id, order_id, revision, doc) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :fresh, :doc2);
UPDATE order_entities SET state = :state, ended_at_revision = :ended_at_revision::bigint WHERE tenant_id = :tenant_id AND kind = :kind AND entity_id = ('01910000-0000-7000-a000-' || lpad(:order::text, 12, '0'));
UPDATE order_entities SET state = :state, ended_at_revision = :ended_at_revision::bigint WHERE tenant_id = :tenant_id AND kind = :kind2 AND entity_id = ('01910000-0000-7000-a000-' || lpad(:order::text, 12, '0'));
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 0)::text, 12, '0')), ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), :state2, :created_at::bigint, NULL);
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind2, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), :state3, :created_at::bigint, NULL);
INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at) VALUES (:tenant_id, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 2)::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), ('ART-' || lpad(((:article + 0) % 10000)::text, 6, '0')), :quantity::bigint, :created_at::bigint);
INSERT INTO order_search_terms (tenant_id, order_id, order_date, status, terms) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :order_date::bigint, :status, :terms) ON CONFLICT (tenant_id, order_id) DO UPDATE SET order_date = :order_date::bigint, status = :status, terms = :terms;
INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :fresh, :kind3, :at::bigint, :actor, :policy, :doc3, NULL);
COMMIT;
\endpipeline
