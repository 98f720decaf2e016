"""The existing site as it is: its tables, and the INSERTs of its forms, in a session as loose as PHP's."""

import json
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pymysql
from pymysql.cursors import DictCursor

from support.mariadb import MariaDB

PARIS = ZoneInfo("Europe/Paris")
_END = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci"

TABLES = (
    f"""CREATE TABLE users (
        id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
        email VARCHAR(255) NOT NULL UNIQUE,
        password VARCHAR(255) NOT NULL,
        first_name VARCHAR(100), last_name VARCHAR(100),
        role ENUM('user', 'admin') DEFAULT 'user',
        subscription_type ENUM('free', 'monthly', 'yearly') DEFAULT 'free',
        subscription_expires_at DATETIME NULL,
        patterns_generated_count INT UNSIGNED DEFAULT 0,
        created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP) {_END}""",
    f"""CREATE TABLE patterns (
        id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
        user_id INT UNSIGNED NOT NULL,
        title VARCHAR(255) NOT NULL,
        level ENUM('beginner', 'intermediate', 'advanced') NOT NULL,
        type ENUM('hat', 'scarf', 'amigurumi', 'bag', 'garment') NOT NULL,
        size VARCHAR(50) NULL,
        yarn_weight VARCHAR(50), hook_size VARCHAR(20),
        content LONGTEXT, materials TEXT, estimated_time VARCHAR(100),
        status ENUM('draft', 'generating', 'completed', 'error') DEFAULT 'draft',
        price_paid DECIMAL(10,2) DEFAULT 0.00,
        is_paid BOOLEAN DEFAULT FALSE,
        watermark VARCHAR(255), generation_prompt TEXT, ai_provider VARCHAR(50), tokens_used INT UNSIGNED,
        error_message TEXT,
        created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
        updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
        FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE) {_END}""",
    f"""CREATE TABLE jobs (
        id INT AUTO_INCREMENT PRIMARY KEY,
        type VARCHAR(50) NOT NULL,
        payload LONGTEXT NOT NULL,
        status ENUM('pending', 'processing', 'completed', 'failed') DEFAULT 'pending',
        attempts INT DEFAULT 0,
        max_attempts INT DEFAULT 3,
        error_message TEXT NULL,
        reserved_at DATETIME NULL, reserved_by VARCHAR(100) NULL,
        available_at DATETIME NOT NULL,
        created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
        completed_at DATETIME NULL,
        INDEX idx_queue (status, available_at), INDEX idx_type (type), INDEX idx_created (created_at)) {_END}""",
)
TEMPLATES = f"""CREATE TABLE pattern_templates (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255) NOT NULL, type VARCHAR(50) NOT NULL,
    subtype VARCHAR(50), level VARCHAR(50) NOT NULL, size VARCHAR(50), content LONGTEXT NOT NULL,
    yarn_weight VARCHAR(50), hook_size VARCHAR(20), materials TEXT, tags TEXT, language VARCHAR(5) DEFAULT 'fr',
    is_active BOOLEAN DEFAULT TRUE, usage_count INT UNSIGNED DEFAULT 0) {_END}"""
OPTIONS = f"""CREATE TABLE pattern_options (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, option_key VARCHAR(100) NOT NULL UNIQUE,
    available_values LONGTEXT, ai_prompt_template TEXT) {_END}"""
API_LOGS = f"""CREATE TABLE api_logs (
    id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, user_id INT UNSIGNED, pattern_id INT UNSIGNED, provider VARCHAR(50),
    endpoint VARCHAR(255), request_data JSON, response_data JSON, tokens_used INT, duration_ms INT, status_code INT,
    error_message TEXT, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP) {_END}"""

_KEPT = {"users", "patterns", "jobs", "pattern_jobs", "patrond_attempts", "patrond_instances"}


@dataclass(slots=True)
class Site:
    """The site over its own database; a connection of its own, as PHP has."""

    server: MariaDB
    name: str
    connection: "pymysql.Connection[DictCursor]" = field(repr=False)

    @property
    def url(self) -> str:
        """For patrond's settings."""
        return self.server.url(self.name)

    def run(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """Any statement; its rows."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def insert(self, sql: str, *values: object) -> int:
        """An INSERT; the id it got."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.lastrowid)

    def add_user(self, email: str = "claire@example.fr", **columns: object) -> int:
        """Somebody who registered."""
        names = ["email", "password", *columns]
        marks = ", ".join(["%s"] * len(names))
        return self.insert(
            f"INSERT INTO users ({', '.join(names)}) VALUES ({marks})", email, "$2y$10$x", *columns.values()
        )

    def ask(self, user_id: int, *, at: datetime | None = None, **wish: object) -> tuple[int, int]:
        """The form's two INSERTs (no title, PHP's clock in available_at, created_at by default); pattern and job."""
        wish = {
            "type": "hat",
            "level": "beginner",
            "size": "adulte",
            "custom_options": [],
            "specificRequest": "",
        } | wish
        pattern_id = self.insert(
            "INSERT INTO patterns (user_id, level, type, size, status) VALUES (%s, %s, %s, %s, 'generating')",
            user_id,
            wish["level"],
            wish["type"],
            wish["size"],
        )
        payload = json.dumps({"pattern_id": pattern_id, "user_id": user_id, "params": wish})
        at = at or datetime.now(PARIS)
        job_id = self.insert(
            "INSERT INTO jobs (type, payload, status, attempts, max_attempts, available_at)"
            " VALUES ('generate_pattern', %s, 'pending', 0, 3, %s)",
            payload,
            at.strftime("%Y-%m-%d %H:%M:%S"),
        )
        return pattern_id, job_id

    def await_lock_wait(self) -> None:
        """Until somebody waits for a lock; the server tells nobody, so that it is asked again and again."""
        deadline = time.monotonic() + 5
        with self.server.root() as root, root.cursor() as cursor:
            while time.monotonic() < deadline:
                cursor.execute("SELECT COUNT(*) AS n FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                if (cursor.fetchone() or {})["n"]:
                    return
                time.sleep(0.12)  # InnoDB looks anew only where nobody has asked for 100 ms
        raise AssertionError("nobody waits for a lock")

    def empty(self) -> None:
        """As after `patrond db install`: all rows gone, numbers from 1 again, tables that a test added dropped."""
        self.connection.close()
        self.connection = self.server.root(self.name)  # a test may have left a transaction open on the old one
        self.run("SET FOREIGN_KEY_CHECKS = 0")
        for row in self.run("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()"):
            verb = "TRUNCATE" if row["name"] in _KEPT else "DROP TABLE"
            if row["name"] != "patrond_meta":
                self.run(f"{verb} `{row['name']}`")
        self.run("SET FOREIGN_KEY_CHECKS = 1")
        if self.run("SHOW TABLES LIKE 'patrond_meta'"):
            self.run("DELETE FROM patrond_meta WHERE name <> 'schema_version'")

    def drop(self) -> None:
        """The whole database."""
        self.run(f"DROP DATABASE `{self.name}`")
        self.connection.close()


def make_site(server: MariaDB, name: str) -> Site:
    """A new database with the tables that the site's own script manages to make on MariaDB."""
    with server.root() as root, root.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    site = Site(server, name, server.root(name))
    for table in TABLES:
        site.run(table)
    return site
