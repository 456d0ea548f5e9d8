-- What came in is what was accepted, was known, or was rejected: of every payload ever read.
ALTER TABLE fetch_log ADD CONSTRAINT fetch_log_counted
  CHECK (rows_in IS NULL OR rows_in = inserted + revised + unchanged + stale + rejected);
