-- patch-quantity.lower: generated from Emend's own statements; see README.md.
-- doc1: 3872 bytes
-- doc2: 2105 bytes
-- doc3: 2071 bytes
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
UPDATE stock SET reserved = reserved + :number::bigint WHERE tenant_id = :tenant_id AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')) AND article_id = ('ART-' || lpad(((:article + 0) % 10000)::text, 6, '0'));
INSERT INTO order_ended_entities (tenant_id, order_id, revision, doc) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :fresh, :doc2);
UPDATE order_entities SET state = :state, ended_at_revision = :ended_at_revision::bigint WHERE tenant_id = :tenant_id AND kind = :kind AND entity_id = ('01910000-0000-7000-a000-' || lpad(:order::text, 12, '0'));
UPDATE order_entities SET state = :state, ended_at_revision = :ended_at_revision::bigint WHERE tenant_id = :tenant_id AND kind = :kind2 AND entity_id = ('01910000-0000-7000-a000-' || lpad(:order::text, 12, '0'));
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 0)::text, 12, '0')), ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), :state2, :created_at::bigint, NULL);
INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at, ended_at_revision) VALUES (:tenant_id, :kind2, ('01910000-0000-7000-c000-' || lpad((:fresh::bigint + 1)::text, 12, '0')), ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0')), :state3, :created_at::bigint, NULL);
UPDATE reservations SET quantity = :quantity::bigint WHERE tenant_id = :tenant_id AND line_id = ('01910000-0000-7000-b000-' || lpad((:order::bigint * 16 + 0)::text, 12, '0')) AND facility_id = ('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0'));
INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc, snapshot) VALUES (:tenant_id, ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')), :fresh, :kind3, :at::bigint, :actor, :policy, :doc3, NULL);
UPDATE stock SET earmarked = CASE WHEN earmarked + k.quantity < k.waiting THEN earmarked + k.quantity ELSE k.waiting END FROM ( SELECT f.facility_id, f.article_id, f.quantity, ( SELECT CAST(sum(u.quantity) AS bigint) FROM ( SELECT quantity FROM unroutable_articles WHERE tenant_id = :tenant_id AND article_id = f.article_id ORDER BY since, order_id LIMIT 1000) u) AS waiting FROM unnest(:number2::text[], :number3::text[], :number4::bigint[]) AS f (facility_id, article_id, quantity)) k WHERE stock.tenant_id = :tenant_id AND stock.facility_id = k.facility_id AND stock.article_id = k.article_id AND k.waiting IS NOT NULL;
INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at) SELECT :tenant_id, 'ARRIVAL', '', article_id, :number5::bigint, :number5::bigint FROM ( SELECT u.article_id FROM unnest(:number2::text[], :number3::text[]) AS k (facility_id, article_id) JOIN unroutable_articles u ON u.tenant_id = :tenant_id AND u.article_id = k.article_id UNION SELECT s.article_id FROM unnest(:number2::text[], :number3::text[]) AS k (facility_id, article_id) JOIN stock s ON s.tenant_id = :tenant_id AND s.facility_id = k.facility_id AND s.article_id = k.article_id WHERE s.earmarked > 0) a WHERE true ORDER BY article_id ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET request_count = work_items.request_count + 1, due_at = CASE WHEN work_items.due_at < excluded.due_at THEN work_items.due_at ELSE excluded.due_at END;
COMMIT;
\endpipeline
