-- A user signs in with the username or the e-mail address. Lower case; NULL for a user without an e-mail address.
ALTER TABLE users ADD COLUMN email {text};
UPDATE users SET email = lower(trim({email of user document}));
CREATE INDEX users_email ON users (tenant_id, email);
