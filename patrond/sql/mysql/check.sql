-- What `patrond check` asks. Rights are found out by statements that touch no row: a server judges them all the same,
-- and GRANTs are worded in too many ways (roles, patterns, columns) to be parsed.

-- name: server
SELECT VERSION() AS version;

-- name: may_read_users
SELECT id, email, role FROM users WHERE id = 0;

-- name: may_count_patterns
UPDATE users SET patterns_generated_count = patterns_generated_count WHERE id = 0;

-- name: may_add_patterns
INSERT INTO patterns (user_id, title, level, type) SELECT user_id, title, level, type FROM patterns WHERE id = 0;

-- name: may_complete_patterns
UPDATE patterns SET status = status WHERE id = 0;

-- name: may_add_jobs
INSERT INTO jobs (type, payload, available_at) SELECT type, payload, available_at FROM jobs WHERE id = 0;

-- name: may_take_jobs
UPDATE jobs SET status = status WHERE id = 0;

-- name: may_delete_jobs
DELETE FROM jobs WHERE id = 0;

-- name: may_link_jobs
INSERT INTO pattern_jobs (pattern_id, job_id) SELECT pattern_id, job_id FROM pattern_jobs WHERE id = 0;

-- name: may_keep_attempts
INSERT INTO patrond_attempts SELECT * FROM patrond_attempts WHERE job_id = 0;

-- name: may_delete_attempts
DELETE FROM patrond_attempts WHERE job_id = 0;

-- name: waiting_payloads
-- The oldest of what waits, to find wishes that were sent twice.
SELECT payload FROM jobs WHERE status = 'pending' AND type = :type ORDER BY available_at, id LIMIT :n;
