-- Free units that orders already wait for when the units become free. Only those orders may reserve them, until the arrival of the article
-- is processed. The quantity for which an order waits limits them; rows of before wait for an unknown quantity, so they count as many.
ALTER TABLE stock ADD COLUMN earmarked bigint NOT NULL DEFAULT 0;
ALTER TABLE unroutable_articles ADD COLUMN quantity bigint NOT NULL DEFAULT 1000000000;
