-- patch-address: generated from Emend's own statements; see README.md.
-- doc1: 3872 bytes
-- doc2: 566 bytes
-- doc3: 560 bytes
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
INSERT INTO personal_data (tenant_id, order_id, kind, revision, doc) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :kind, :fresh, :doc2);
INSERT INTO order_search_terms (tenant_id, order_id, order_date, status, terms) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :order_date::bigint, :status, :terms) ON CONFLICT (tenant_id, order_id) DO UPDATE SET order_date = :order_date::bigint, status = :status, terms = :terms;
INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :fresh, :kind2, :at::bigint, :actor, :policy, :doc3, NULL);
COMMIT;
\endpipeline
