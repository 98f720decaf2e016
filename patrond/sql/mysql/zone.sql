-- What the master compares, at its start and then each minute: two clocks in one row.

-- name: stamps
-- The site wrote both stamps within the second, each by its own clock. available_at is the site's as long as nobody has
-- put the job off: untried, or taken for the first time. Probes are ours. The id bounds what is read of a long table.
SELECT created_at, CONVERT_TZ(created_at, @@session.time_zone, '+00:00') AS created_utc, available_at,
       TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()) AS offset_seconds
  FROM jobs
 WHERE id > (SELECT MAX(id) FROM jobs) - 1000 AND type <> 'probe'
   AND (status = 'pending' AND attempts = 0 OR status IN ('processing', 'completed') AND attempts = 1)
 ORDER BY id DESC LIMIT 50;
