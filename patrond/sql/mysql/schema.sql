-- MySQL's tables: the site's, where they are missing, and patrond's own. `patrond db install` makes them.
-- {user_id}, {pattern_id}, {job_id}: the types that these columns really have in the tables that are there; the site's
-- own script declares pattern_jobs.pattern_id as INT while patterns.id is INT UNSIGNED, which InnoDB refuses (errno 150).

-- name: users
CREATE TABLE users (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    role ENUM('user', 'admin') NOT NULL DEFAULT 'user',
    subscription_type VARCHAR(50) DEFAULT 'free',
    subscription_expires_at DATETIME NULL,
    patterns_generated_count INT UNSIGNED NOT NULL DEFAULT 0
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- name: patterns
CREATE TABLE patterns (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id {user_id} NOT NULL,
    title VARCHAR(255) NOT NULL,
    level ENUM('beginner', 'intermediate', 'advanced') NOT NULL,
    type ENUM('hat', 'scarf', 'amigurumi', 'bag', 'garment') NOT NULL,
    size VARCHAR(50) NULL,
    yarn_weight VARCHAR(50) NULL,
    hook_size VARCHAR(20) NULL,
    content LONGTEXT NULL,
    materials TEXT NULL,
    estimated_time VARCHAR(100) NULL,
    status ENUM('draft', 'generating', 'completed', 'error') NOT NULL DEFAULT 'draft',
    price_paid DECIMAL(10,2) NOT NULL DEFAULT 0,
    is_paid BOOLEAN NOT NULL DEFAULT FALSE,
    watermark VARCHAR(255) NULL,
    generation_prompt TEXT NULL,
    ai_provider VARCHAR(50) NULL,
    tokens_used INT UNSIGNED NULL,
    error_message TEXT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY idx_patterns_user (user_id, status),
    CONSTRAINT fk_patterns_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- name: jobs
CREATE TABLE jobs (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    type VARCHAR(50) NOT NULL,
    payload LONGTEXT NOT NULL,
    status ENUM('pending', 'processing', 'completed', 'failed') NOT NULL DEFAULT 'pending',
    attempts INT NOT NULL DEFAULT 0,
    max_attempts INT NOT NULL DEFAULT 3,
    error_message TEXT NULL,
    reserved_at DATETIME NULL,
    reserved_by VARCHAR(100) NULL,
    available_at DATETIME NOT NULL,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    completed_at DATETIME NULL,
    KEY idx_status_available (status, available_at),
    KEY idx_type (type),
    KEY idx_created_at (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- name: pattern_jobs
CREATE TABLE pattern_jobs (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    pattern_id {pattern_id} NOT NULL,
    job_id {job_id} NOT NULL,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE KEY unique_pattern_job (pattern_id, job_id),
    KEY idx_pattern_jobs_job (job_id),
    CONSTRAINT fk_pattern_jobs_pattern FOREIGN KEY (pattern_id) REFERENCES patterns (id) ON DELETE CASCADE,
    CONSTRAINT fk_pattern_jobs_job FOREIGN KEY (job_id) REFERENCES jobs (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- name: patrond_attempts
-- One row for each attempt that ended. (job_id, token) is the attempt's identity: after a lost answer to COMMIT the
-- row says what happened. counts = 0: the job was brought back by hand since, and begins anew. The index on ended_at has
-- all that the figures of the last hour and of today ask for: without it each row is looked at, its report beside it.
CREATE TABLE patrond_attempts (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    job_id BIGINT NOT NULL,
    token VARCHAR(150) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type VARCHAR(50) NOT NULL,
    attempt INT NOT NULL,
    instance VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pid INT NOT NULL,
    started_at DATETIME NOT NULL,
    ended_at DATETIME NOT NULL,
    duration_ms INT UNSIGNED NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    reason TEXT NOT NULL,
    provider VARCHAR(50) NOT NULL,
    model VARCHAR(100) NOT NULL,
    calls INT UNSIGNED NOT NULL,
    input_tokens INT UNSIGNED NOT NULL,
    output_tokens INT UNSIGNED NOT NULL,
    cost_usd DECIMAL(12,6) NOT NULL,
    request_ids TEXT NOT NULL,
    report LONGTEXT NULL,
    counts TINYINT NOT NULL DEFAULT 1,
    UNIQUE KEY unique_attempt (job_id, token),
    KEY idx_attempts_ended (ended_at, type, outcome, duration_ms, input_tokens, output_tokens, cost_usd)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- name: patrond_instances
-- One row for each master that runs, or died without a goodbye. beat moves; beat_at is for people only.
CREATE TABLE patrond_instances (
    instance VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    host VARCHAR(255) NOT NULL,
    boot_id VARCHAR(36) NOT NULL,
    pid_namespace VARCHAR(32) NOT NULL,
    pid INT NOT NULL,
    version VARCHAR(50) NOT NULL,
    beat BIGINT UNSIGNED NOT NULL,
    started_at DATETIME NOT NULL,
    beat_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- name: patrond_meta
CREATE TABLE patrond_meta (
    name VARCHAR(50) NOT NULL PRIMARY KEY,
    value VARCHAR(255) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
