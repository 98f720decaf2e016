-- What is kept beside the queue. The mysql file beside says the same: a diff shows dialect and nothing else.

-- name: pattern
SELECT id, user_id, title, level, type, size, yarn_weight, hook_size, content, materials, estimated_time, status,
       price_paid, is_paid, watermark, generation_prompt, ai_provider, tokens_used, error_message, created_at, updated_at
  FROM patterns WHERE id = :id;

-- name: statuses
SELECT id, status FROM patterns WHERE id IN (:ids);

-- name: payloads
SELECT id, type, payload FROM jobs WHERE id IN (:ids);

-- name: job_of_pattern
SELECT MAX(job_id) AS job_id FROM pattern_jobs WHERE pattern_id = :pattern_id;

-- name: user
SELECT id, email, role, subscription_type, subscription_expires_at, patterns_generated_count FROM users WHERE id = :id;

-- name: present_users
SELECT id FROM users WHERE id IN (:ids);

-- name: user_locked
-- Two quick requests of one user queue up here, so that the second one counts the first.
SELECT id, email, role, subscription_type, subscription_expires_at, patterns_generated_count
  FROM users WHERE id = :id;

-- name: user_by_email
SELECT id, email, role, subscription_type, subscription_expires_at, patterns_generated_count
  FROM users WHERE email = :email;

-- name: generating_count
SELECT COUNT(*) AS n FROM patterns WHERE user_id = :user_id AND status = 'generating';

-- name: add_pattern
-- created_at and updated_at are the site's now.
INSERT INTO patterns (user_id, title, level, type, size, status, price_paid, is_paid, created_at, updated_at)
VALUES (:user_id, :title, :level, :type, :size, 'generating', :price, 0, :now, :now);

-- name: add_job
INSERT INTO jobs (type, payload, status, attempts, max_attempts, available_at, created_at)
VALUES (:type, :payload, 'pending', 0, :max_attempts, :now, :now);

-- name: link
INSERT INTO pattern_jobs (pattern_id, job_id, created_at) VALUES (:pattern_id, :job_id, :now);

-- name: payload_for_certain
-- After a lost answer: a locking read waits for the transaction in doubt to end, one way or the other.
SELECT payload FROM jobs WHERE id = :id;

-- name: options
SELECT option_key, available_values, ai_prompt_template FROM pattern_options WHERE option_key IN (:keys) ORDER BY option_key;

-- name: templates
-- The site's own order, with the number last so that it is one.
SELECT id, name, type, level, size, content, yarn_weight, hook_size
  FROM pattern_templates
 WHERE type = :type AND is_active = 1
 ORDER BY CASE WHEN level = :level THEN 2 ELSE 0 END + CASE WHEN size = :size THEN 1 ELSE 0 END DESC,
          usage_count DESC, id
 LIMIT :limit;

-- name: count_template_use
UPDATE pattern_templates SET usage_count = COALESCE(usage_count, 0) + :n WHERE id = :id;

-- name: attempts
SELECT job_id, token, attempt, instance, pid, started_at, ended_at, outcome, reason, provider, model, calls,
       input_tokens, output_tokens, cost_usd, request_ids, report
  FROM patrond_attempts WHERE job_id = :job_id ORDER BY id;

-- name: completed_since
-- By the index on ended_at: never by jobs.completed_at, which has none (0.9 s at a million rows).
SELECT COUNT(*) AS n FROM patrond_attempts WHERE ended_at >= :since AND type <> :probe AND outcome = 'completed';

-- name: failed_since
-- Jobs, not attempts: a crash fails a job only when it was the last; the job's own row says so.
SELECT COUNT(DISTINCT a.job_id) AS n
  FROM patrond_attempts a JOIN jobs j ON j.id = a.job_id
 WHERE a.ended_at >= :since AND a.type <> :probe AND a.counts = 1 AND a.outcome IN ('failed', 'crashed')
   AND j.status = 'failed';

-- name: durations_since
SELECT duration_ms FROM patrond_attempts
 WHERE ended_at >= :since AND type <> :probe AND outcome = 'completed' ORDER BY ended_at DESC LIMIT :limit;

-- name: spent_since
SELECT COALESCE(SUM(input_tokens + output_tokens), 0) AS tokens, COALESCE(SUM(cost_usd), 0) AS usd
  FROM patrond_attempts WHERE ended_at >= :since;

-- name: log_call
INSERT INTO api_logs (user_id, pattern_id, provider, endpoint, request_data, response_data, tokens_used, duration_ms,
                      status_code, error_message)
VALUES (:user_id, :pattern_id, :provider, :endpoint, :request, :response, :tokens, :duration_ms, :status_code, :error);
