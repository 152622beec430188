-- get: generated from Emend's own statements; see README.md.
\set order random(1, :orders)
\set article 20 * random(0, 499) + :order % 20
\set seq :seq + 1
\set fresh (:seq * 64 + :client_id) * 64
\startpipeline
SELECT settings_version, facilities_version, articles_version, identity_version, o.doc, p.doc FROM tenants t LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = ('01910000-0000-7000-8000-' || lpad(:order::text, 12, '0')) LEFT JOIN personal_data p ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id AND p.kind = 'ORDER' AND p.revision = o.personal_revision WHERE t.tenant_id = :tenant_id;
SELECT j.tenant_id, j.job_id, j.actor, j.actor_name, j.issued_at, j.secret, j.api, j.definition, j.dry_run, j.state, j.total, j.done, j.unchanged, j.refused, j.failed, j.created_at, j.running_since, j.elapsed_before_pause, j.ended_at FROM bulk_jobs j WHERE j.state = 'RUNNING' AND EXISTS ( SELECT 1 FROM bulk_items i WHERE i.tenant_id = j.tenant_id AND i.job_id = j.job_id AND i.state = 'PENDING' AND i.claimed_until <= :number::bigint) ORDER BY j.last_claimed_at, j.job_id LIMIT 8;
SELECT j.tenant_id, j.job_id, j.actor, j.actor_name, j.issued_at, j.secret, j.api, j.definition, j.dry_run, j.state, j.total, j.done, j.unchanged, j.refused, j.failed, j.created_at, j.running_since, j.elapsed_before_pause, j.ended_at FROM bulk_jobs j WHERE j.state = 'RUNNING' AND EXISTS ( SELECT 1 FROM bulk_items i WHERE i.tenant_id = j.tenant_id AND i.job_id = j.job_id AND i.state = 'PENDING' AND i.claimed_until <= :number2::bigint) ORDER BY j.last_claimed_at, j.job_id LIMIT 8;
\endpipeline
