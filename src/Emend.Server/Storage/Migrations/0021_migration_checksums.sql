-- The SHA-256 of the text of each applied migration. The start compares it with the text of this version.
ALTER TABLE migrations ADD COLUMN checksum {text};
