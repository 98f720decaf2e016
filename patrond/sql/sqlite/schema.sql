-- SQLite's tables: the site's, as far as patrond knows them, and patrond's own. Made at start, in one transaction.
-- AUTOINCREMENT: a deleted job's number must not come back, since its attempts are kept longer than it.
-- Times are text 'YYYY-MM-DD HH:MM:SS' in the site's zone: they sort as they are.

-- name: users
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email VARCHAR(255) NOT NULL UNIQUE,
    role VARCHAR(20) NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
    subscription_type VARCHAR(50) DEFAULT 'free',
    subscription_expires_at DATETIME,
    patterns_generated_count INTEGER NOT NULL DEFAULT 0
);

-- name: local_user
-- For submissions without a site.
INSERT INTO users (id, email, role) VALUES (1, 'demo@localhost', 'admin');

-- name: patterns
CREATE TABLE patterns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title VARCHAR(255) NOT NULL,
    level VARCHAR(20) NOT NULL CHECK (level IN ('beginner', 'intermediate', 'advanced')),
    type VARCHAR(20) NOT NULL CHECK (type IN ('hat', 'scarf', 'amigurumi', 'bag', 'garment')),
    size VARCHAR(50),
    yarn_weight VARCHAR(50),
    hook_size VARCHAR(20),
    content TEXT,
    materials TEXT,
    estimated_time VARCHAR(100),
    status VARCHAR(20) NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'generating', 'completed', 'error')),
    price_paid NUMERIC NOT NULL DEFAULT 0,
    is_paid INTEGER NOT NULL DEFAULT 0,
    watermark VARCHAR(255),
    generation_prompt TEXT,
    ai_provider VARCHAR(50),
    tokens_used INTEGER,
    error_message TEXT,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);

-- name: patterns_by_user
CREATE INDEX idx_patterns_user ON patterns (user_id, status);

-- name: jobs
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type VARCHAR(50) NOT NULL,
    payload TEXT NOT NULL,
    status VARCHAR(20) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL DEFAULT 3,
    error_message TEXT,
    reserved_at DATETIME,
    reserved_by VARCHAR(100),
    available_at DATETIME NOT NULL,
    created_at DATETIME NOT NULL,
    completed_at DATETIME
);

-- name: jobs_by_due
CREATE INDEX idx_status_available ON jobs (status, available_at);

-- name: jobs_by_type
CREATE INDEX idx_type ON jobs (type);

-- name: jobs_by_created
CREATE INDEX idx_created_at ON jobs (created_at);

-- name: pattern_jobs
CREATE TABLE pattern_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pattern_id INTEGER NOT NULL REFERENCES patterns (id) ON DELETE CASCADE,
    job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    created_at DATETIME NOT NULL,
    UNIQUE (pattern_id, job_id)
);

-- name: pattern_jobs_by_job
CREATE INDEX idx_pattern_jobs_job ON pattern_jobs (job_id);

-- name: patrond_attempts
-- One row for each attempt that ended. (job_id, token) is the attempt's identity: after a lost answer to COMMIT the
-- row says what happened. counts = 0: the job was brought back by hand since, and begins anew.
CREATE TABLE patrond_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL,
    token VARCHAR(150) NOT NULL,
    type VARCHAR(50) NOT NULL,
    attempt INTEGER NOT NULL,
    instance VARCHAR(12) NOT NULL,
    pid INTEGER NOT NULL,
    started_at DATETIME NOT NULL,
    ended_at DATETIME NOT NULL,
    duration_ms INTEGER NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    reason TEXT NOT NULL,
    provider VARCHAR(50) NOT NULL,
    model VARCHAR(100) NOT NULL,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost_usd NUMERIC NOT NULL,
    request_ids TEXT NOT NULL,
    report TEXT,
    counts INTEGER NOT NULL DEFAULT 1,
    UNIQUE (job_id, token)
);

-- name: patrond_attempts_by_end
CREATE INDEX idx_attempts_ended ON patrond_attempts (ended_at, type, outcome, duration_ms, input_tokens, output_tokens, cost_usd);

-- name: patrond_instances
-- One row for each master that runs, or died without a goodbye. beat moves; beat_at is for people only.
CREATE TABLE patrond_instances (
    instance VARCHAR(12) PRIMARY KEY,
    host VARCHAR(255) NOT NULL,
    boot_id VARCHAR(36) NOT NULL,
    pid_namespace VARCHAR(32) NOT NULL,
    pid INTEGER NOT NULL,
    version VARCHAR(50) NOT NULL,
    beat INTEGER NOT NULL,
    started_at DATETIME NOT NULL,
    beat_at DATETIME NOT NULL
);

-- name: patrond_meta
CREATE TABLE patrond_meta (
    name VARCHAR(50) PRIMARY KEY,
    value VARCHAR(255) NOT NULL
);
