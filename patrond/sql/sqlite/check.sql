-- What `patrond check` asks. Rights are the file's here.

-- name: server
SELECT sqlite_version() AS version;

-- name: waiting_payloads
-- The oldest of what waits, to find wishes that were sent twice.
SELECT payload FROM jobs WHERE status = 'pending' AND type = :type ORDER BY available_at, id LIMIT :n;
