-- What the master compares, at its start and then each minute: two clocks in one row.

-- name: stamps
-- A file has no clock of its own and patrond alone writes it: there is nothing to compare.
SELECT created_at, NULL AS created_utc, available_at, 0 AS offset_seconds
  FROM jobs
 WHERE 0
 ORDER BY id DESC LIMIT 50;
