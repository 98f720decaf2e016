-- What is asked of the schema, and patrond's own bookkeeping of it. SQLite makes its tables itself and has no such file.

-- name: columns
SELECT c.table_name AS tab, c.column_name AS col, c.column_type AS type, c.is_nullable AS nullable,
       c.column_default AS preset, c.extra AS extra, t.engine AS engine
  FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
 WHERE c.table_schema = DATABASE()
 ORDER BY c.table_name, c.ordinal_position;

-- name: job_indexes
-- The index's name is looked up, not assumed.
SELECT index_name AS name, column_name AS col
  FROM information_schema.statistics
 WHERE table_schema = DATABASE() AND table_name = 'jobs'
 ORDER BY index_name, seq_in_index;

-- name: try_skip_locked
SELECT id FROM jobs WHERE id = 0 FOR UPDATE SKIP LOCKED;

-- name: version
SELECT value FROM patrond_meta WHERE name = 'schema_version';

-- name: set_version
INSERT INTO patrond_meta (name, value) VALUES ('schema_version', :version) ON DUPLICATE KEY UPDATE value = :version;

-- name: read_type
-- For the printed script: the type that a table's id has, read by the client that runs it.
SET @{hole} = COALESCE((SELECT column_type FROM information_schema.columns
                         WHERE table_schema = DATABASE() AND table_name = '{table}' AND column_name = 'id'), '{fallback}');
