-- get: generated from Emend's own statements; see README.md.
\set sample random(0, :orders / :step - 1)
\set order 1 + :step * :sample + :sample * 7919 % :step
\set article 20 * random(0, 499) + :order % 20
\set seq :seq + 1
\set fresh (:seq * 64 + :client_id) * 64
\startpipeline
SELECT settings_version, facilities_version, articles_version, identity_version, o.doc, p.doc FROM tenants t LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')) LEFT JOIN personal_data p ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id AND p.kind = 'ORDER' AND p.revision = o.personal_revision WHERE t.tenant_id = :tenant_id;
\endpipeline
