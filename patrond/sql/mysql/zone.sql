-- What the master compares at its start: two clocks in one row, and how far the database's is from UTC.

-- name: stamps
-- Fresh jobs that nobody has tried: the site wrote both stamps within the second, each by its own clock.
SELECT created_at, available_at, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()) AS offset_seconds
  FROM jobs
 WHERE status = 'pending' AND attempts = 0
 ORDER BY id DESC LIMIT 50;
