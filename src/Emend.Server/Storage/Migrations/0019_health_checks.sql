-- One row that /health/ready updates to find out whether the database accepts writes.
CREATE TABLE health_checks (id bigint PRIMARY KEY, payload {blob} NOT NULL);
INSERT INTO health_checks (id, payload) VALUES (1, '');
