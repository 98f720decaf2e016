-- The queue's verbs and questions. The mysql file beside says the same: a diff shows dialect and nothing else.
-- Every change of a job's status names the status and token that it expects; a row that moved on is not hit.

-- name: enqueue
-- created_at is the site's now: there is no database with a clock of its own.
INSERT INTO jobs (type, payload, status, attempts, max_attempts, available_at, created_at)
VALUES (:type, :payload, 'pending', 0, :max_attempts, :available_at, :now);

-- name: clock
-- The file has no clock of its own: the host's serves.
SELECT NULL AS utc;

-- name: next_due
-- The poll: one answer even where nothing waits, since the database's clock rides on it.
SELECT NULL AS utc,
       (SELECT available_at FROM jobs {by_due}
         WHERE status = 'pending' AND type IN (:types) ORDER BY available_at LIMIT 1) AS available_at;

-- name: due
-- ORDER BY available_at, id follows the index, so that only what is taken is locked. last_outcome is read without a lock.
SELECT id,
       (SELECT a.outcome FROM patrond_attempts a
         WHERE a.job_id = jobs.id AND a.counts = 1 ORDER BY a.id DESC LIMIT 1) AS last_outcome
  FROM jobs {by_due}
 WHERE status = 'pending' AND available_at <= :due AND type IN (:types)
 ORDER BY available_at, id LIMIT :limit;

-- name: due_uncrashed
-- The same without the jobs whose last attempt crashed, for the rest of a batch that had one of them.
SELECT id
  FROM jobs {by_due}
 WHERE status = 'pending' AND available_at <= :due AND type IN (:types) AND id NOT IN (:seen)
   AND COALESCE((SELECT a.outcome FROM patrond_attempts a
                  WHERE a.job_id = jobs.id AND a.counts = 1 ORDER BY a.id DESC LIMIT 1), '') <> 'crashed'
 ORDER BY available_at, id LIMIT :limit;

-- name: crashed_in_hand
-- Whether a worker holds a job whose last attempt crashed.
SELECT COUNT(*) AS n
  FROM jobs {by_due}
 WHERE status = 'processing' AND reserved_by LIKE :worker
   AND COALESCE((SELECT a.outcome FROM patrond_attempts a
                  WHERE a.job_id = jobs.id AND a.counts = 1 ORDER BY a.id DESC LIMIT 1), '') = 'crashed';

-- name: take
UPDATE jobs SET status = 'processing', attempts = COALESCE(attempts, 0) + 1, reserved_at = :now, reserved_by = :token
 WHERE id IN (:ids) AND status = 'pending';

-- name: taken
-- Read when the locks are gone: the payload is a LONGTEXT.
SELECT id, type, payload, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at,
       created_at, completed_at,
       NULL AS created_utc
  FROM jobs
 WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token
 ORDER BY available_at, id;

-- name: taken_for_certain
-- After a lost answer: a locking read waits for the transaction in doubt to end, one way or the other.
SELECT id FROM jobs WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token ORDER BY id;

-- name: extend
UPDATE jobs SET reserved_at = :now WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: held
SELECT id FROM jobs WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: complete
UPDATE jobs SET status = 'completed', completed_at = :now, error_message = NULL
 WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: retry
UPDATE jobs SET status = 'pending', available_at = :available_at, error_message = :sentence,
       reserved_at = NULL, reserved_by = NULL
 WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: snooze
-- No attempt is used.
UPDATE jobs SET status = 'pending', available_at = :available_at,
       attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, reserved_at = NULL, reserved_by = NULL
 WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: release
-- No attempt is used, and the place in the line is kept.
UPDATE jobs SET status = 'pending',
       attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, reserved_at = NULL, reserved_by = NULL
 WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: fail
UPDATE jobs SET status = 'failed', error_message = :sentence
 WHERE id IN (:ids) AND status = 'processing' AND reserved_by = :token;

-- name: requeue_crashed
-- After a crash: due as it was (the first time), or later.
UPDATE jobs SET status = 'pending', available_at = COALESCE(:available_at, available_at), reserved_at = NULL, reserved_by = NULL
 WHERE id = :id AND status = 'processing' AND reserved_by IS :reserved_by AND reserved_at IS :reserved_at;

-- name: fail_crashed
UPDATE jobs SET status = 'failed', error_message = :sentence
 WHERE id = :id AND status = 'processing' AND reserved_by IS :reserved_by AND reserved_at IS :reserved_at;

-- name: completed_pattern
-- The counter moves only with this row's own transition.
UPDATE patterns
   SET title = :title, content = :content, materials = :materials, yarn_weight = :yarn_weight, hook_size = :hook_size,
       estimated_time = :estimated_time, status = 'completed', watermark = :watermark, ai_provider = :ai_provider,
       generation_prompt = :generation_prompt, tokens_used = :tokens_used, error_message = NULL, updated_at = :now
 WHERE id = :id AND COALESCE(status, '') <> 'completed';

-- name: generating_pattern
UPDATE patterns SET status = 'generating', error_message = NULL, updated_at = :now
 WHERE id = :id AND COALESCE(status, '') <> 'completed';

-- name: failed_pattern
UPDATE patterns SET status = 'error', error_message = :sentence, updated_at = :now
 WHERE id = :id AND COALESCE(status, '') <> 'completed';

-- name: emails
SELECT id, email FROM users WHERE id IN (:ids);

-- name: count_patterns
-- The last before COMMIT: a site's INSERT of a pattern waits for its user's row.
UPDATE users SET patterns_generated_count = COALESCE(patterns_generated_count, 0) + :n WHERE id IN (:ids);

-- name: add_attempt
INSERT INTO patrond_attempts
    (job_id, token, type, attempt, instance, pid, started_at, ended_at, duration_ms, outcome, reason, provider, model,
     calls, input_tokens, output_tokens, cost_usd, request_ids, report)
VALUES (:job_id, :token, :type, :attempt, :instance, :pid, :started_at, :ended_at, :duration_ms, :outcome, :reason,
     :provider, :model, :calls, :input_tokens, :output_tokens, :cost_usd, :request_ids, :report);

-- name: attempt
SELECT outcome FROM patrond_attempts WHERE job_id = :job_id AND token = :token;

-- name: history
-- What the attempts since the job was last brought back say of it.
SELECT outcome, ended_at FROM patrond_attempts WHERE job_id = :job_id AND counts = 1 ORDER BY id;

-- name: begin_anew
UPDATE patrond_attempts SET counts = 0 WHERE job_id = :job_id AND counts = 1;

-- name: processing
-- A page of what is in hand, for the reaper; few rows, whatever the table's size.
SELECT id, type, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at, created_at,
       completed_at,
       NULL AS created_utc
  FROM jobs {by_due}
 WHERE status = 'processing' AND id > :after ORDER BY id LIMIT :limit;

-- name: processing_by
SELECT id, type, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at, created_at,
       completed_at,
       NULL AS created_utc
  FROM jobs {by_due}
 WHERE status = 'processing' AND reserved_by LIKE :worker ORDER BY id;

-- name: payload
SELECT payload FROM jobs WHERE id = :id;

-- name: failed_ids
-- By the index alone: what else there is to ask of them is asked of a few at a time.
SELECT id FROM jobs {by_due} WHERE status = 'failed';

-- name: failed
-- Those of these that have failed, with how their last attempt ended since they were last brought back, and when.
SELECT j.id, j.type, j.payload,
       (SELECT a.outcome FROM patrond_attempts a
         WHERE a.job_id = j.id AND a.counts = 1 ORDER BY a.id DESC LIMIT 1) AS last_outcome,
       COALESCE((SELECT MAX(a.ended_at) FROM patrond_attempts a WHERE a.job_id = j.id),
                j.completed_at, j.reserved_at, j.available_at) AS failed_at
  FROM jobs j WHERE j.id IN (:ids) AND j.status = 'failed' ORDER BY j.id DESC;

-- name: bring_back
UPDATE jobs SET status = 'pending', attempts = 0, available_at = :now, error_message = NULL, reserved_at = NULL,
       reserved_by = NULL, completed_at = NULL
 WHERE id = :id AND status = 'failed';

-- name: cancel
UPDATE jobs SET status = 'failed', error_message = :sentence WHERE id IN (:ids) AND status IN ('pending', 'processing');

-- name: in_line
-- A page of the jobs of one status, in the order in which they are taken; with payloads, to tell wishes that look alike.
SELECT id, payload, available_at, created_at,
       NULL AS created_utc
  FROM jobs {by_due}
 WHERE status = :status AND type IN (:types)
   AND available_at >= :since AND (available_at > :since OR id > :after)
 ORDER BY available_at, id LIMIT :limit;

-- name: not_failed
SELECT id FROM jobs WHERE id IN (:ids) AND status <> 'failed';

-- name: get
SELECT id, type, payload, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at,
       created_at, completed_at,
       NULL AS created_utc
  FROM jobs WHERE id = :id;

-- name: get_locked
SELECT id, type, payload, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at,
       created_at, completed_at,
       NULL AS created_utc
  FROM jobs WHERE id IN (:ids) ORDER BY id;

-- name: completed_page
-- A page of completed jobs, those that were due first. No index has completed_at, and by created_at failed jobs, which
-- stay, would be gone through each time.
SELECT id, available_at, COALESCE(completed_at, created_at) AS completed_at
  FROM jobs {by_due}
 WHERE status = 'completed' AND available_at < :before
   AND available_at >= :since AND (available_at > :since OR id > :after)
 ORDER BY available_at, id LIMIT :limit;

-- name: delete_jobs
DELETE FROM jobs WHERE id IN (:ids) AND status = 'completed';

-- name: old_attempts
SELECT id, ended_at FROM patrond_attempts WHERE ended_at >= :since AND ended_at < :before ORDER BY ended_at LIMIT :limit;

-- name: delete_attempts
DELETE FROM patrond_attempts WHERE id IN (:ids);

-- name: count_open
-- By the index alone, and at most so many of each.
SELECT status, COUNT(*) AS n
  FROM (SELECT status FROM (SELECT status FROM jobs {by_due} WHERE status = 'pending' LIMIT :most) AS p
        UNION ALL SELECT status FROM (SELECT status FROM jobs {by_due} WHERE status = 'processing' LIMIT :most) AS r
        UNION ALL SELECT status FROM (SELECT status FROM jobs {by_due} WHERE status = 'failed' LIMIT :most) AS f) AS few
 GROUP BY status;

-- name: count_open_probes
-- Types are not in that index: of so many of each the rows are looked at.
SELECT status, SUM(type = :probe) AS n
  FROM (SELECT status, type FROM (SELECT status, type FROM jobs {by_due} WHERE status = 'pending' LIMIT :most) AS p
        UNION ALL SELECT status, type FROM (SELECT status, type FROM jobs {by_due} WHERE status = 'processing' LIMIT :most) AS r
        UNION ALL SELECT status, type FROM (SELECT status, type FROM jobs {by_due} WHERE status = 'failed' LIMIT :most) AS f) AS few
 GROUP BY status;

-- name: count_all
-- By the index alone; it grows with the table, and is asked beside the page.
SELECT status, COUNT(*) AS n FROM jobs {by_due}
 WHERE status IN ('pending', 'processing', 'completed', 'failed') GROUP BY status;

-- name: count_type
SELECT COUNT(*) AS n FROM jobs {by_type} WHERE type = :type;

-- name: count_open_type
-- No index is forced: the fewer are the jobs of the type, or those that are open.
SELECT status, COUNT(*) AS n FROM jobs
 WHERE type = :type AND status IN ('pending', 'processing', 'failed') GROUP BY status;

-- name: next_type
-- One type after the other, by a step of the index each: to list them all at once it would be gone through.
SELECT MIN(type) AS type FROM jobs {by_type} WHERE type > :after;

-- name: oldest_pending
SELECT available_at FROM jobs {by_due} WHERE status = 'pending' AND type <> :probe ORDER BY available_at LIMIT 1;

-- name: newest
SELECT MAX(id) AS id FROM jobs;

-- name: find_recent
-- By the rows themselves, newest first: many a row of the table a millisecond.
SELECT id FROM jobs {by_id}
 WHERE id < :after AND id >= :floor AND (:status IS NULL OR status = :status) AND (:type IS NULL OR type = :type)
   AND (:words IS NULL OR error_message LIKE :words ESCAPE '!')
 ORDER BY id DESC LIMIT :limit;

-- name: find_by_status
-- All of these statuses, then sorted: where they are few, or the newest of them are old.
SELECT id FROM jobs {by_due}
 WHERE status IN (:statuses) AND id < :after AND (:type IS NULL OR type = :type)
   AND (:words IS NULL OR error_message LIKE :words ESCAPE '!')
 ORDER BY id DESC LIMIT :limit;

-- name: find_by_type
-- The index on type holds the numbers in order.
SELECT id FROM jobs {by_type}
 WHERE type = :type AND id < :after AND (:status IS NULL OR status = :status)
   AND (:words IS NULL OR error_message LIKE :words ESCAPE '!')
 ORDER BY id DESC LIMIT :limit;

-- name: find_numbers
SELECT id FROM jobs
 WHERE id IN (:ids) AND id < :after AND (:status IS NULL OR status = :status) AND (:type IS NULL OR type = :type)
 ORDER BY id DESC LIMIT :limit;

-- name: jobs_of_pattern
SELECT job_id FROM pattern_jobs WHERE pattern_id = :pattern_id;

-- name: has_more_of_type
SELECT COUNT(*) AS n FROM (SELECT id FROM jobs {by_type} WHERE type = :type LIMIT :limit) AS few;

-- name: listed
SELECT id, type, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at, created_at,
       completed_at,
       NULL AS created_utc
  FROM jobs WHERE id IN (:ids) ORDER BY id DESC;

-- name: stuck
SELECT id, type, status, attempts, max_attempts, error_message, reserved_at, reserved_by, available_at, created_at,
       completed_at,
       NULL AS created_utc
  FROM jobs {by_due}
 WHERE status = 'processing' ORDER BY reserved_at, id LIMIT :limit;

-- name: add_instance
INSERT INTO patrond_instances (instance, host, boot_id, pid_namespace, pid, version, beat, started_at, beat_at)
VALUES (:instance, :host, :boot_id, :pid_namespace, :pid, :version, 1, :now, :now);

-- name: beat
UPDATE patrond_instances SET beat = beat + 1, beat_at = :now WHERE instance = :instance;

-- name: remove_instance
DELETE FROM patrond_instances WHERE instance = :instance;

-- name: instances
SELECT instance, host, boot_id, pid_namespace, pid, version, beat, started_at, beat_at
  FROM patrond_instances ORDER BY started_at, instance;

-- name: held_by_instance
-- How many jobs each instance has in hand; few rows, whatever the table's size.
SELECT SUBSTR(reserved_by, 1, 12) AS instance, COUNT(*) AS n
  FROM jobs {by_due} WHERE status = 'processing' GROUP BY SUBSTR(reserved_by, 1, 12);

-- name: take_turn
-- The file's writers take turns already.
SELECT 1 AS got;

-- name: give_turn
SELECT 1 AS given;

-- name: identity
SELECT value FROM patrond_meta WHERE name = 'identity';

-- name: give_identity
-- Whoever is first: the name is in every file of the spool from then on.
INSERT OR IGNORE INTO patrond_meta (name, value) VALUES ('identity', :value);

-- name: add_state_dir
-- Where a master keeps its spool: whoever releases its jobs on the same host stores first what lies there.
INSERT INTO patrond_meta (name, value) VALUES (:key, :path);

-- name: remove_state_dir
DELETE FROM patrond_meta WHERE name = :key;

-- name: state_dirs
SELECT name, value FROM patrond_meta WHERE name LIKE 'state_dir %';
