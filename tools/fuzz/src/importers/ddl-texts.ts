import type { DdlDialect } from '@dw-sim/contracts';

/** Statements of each dialect, with what it has beside the others. */
export const DDL_TEXTS: Readonly<Record<DdlDialect, readonly string[]>> = {
  ansi: [
    'CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(80) UNIQUE NOT NULL, born DATE DEFAULT CURRENT_DATE);',
    'CREATE TABLE orders (id BIGINT, user_id INT REFERENCES users(id) ON DELETE CASCADE, total DECIMAL(10,2) CHECK (total > 0 AND total <= 100), status VARCHAR(9) CHECK (status IN (\'new\', \'paid\')), PRIMARY KEY (id));',
    'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id);',
    'CREATE VIEW v AS SELECT * FROM users; DROP TABLE IF EXISTS old; INSERT INTO users VALUES (1, \'a;b\', NULL);',
    'CREATE TABLE copy AS SELECT id, email AS mail, 1 + 2 AS three, CAST(born AS TIMESTAMP) at FROM users WHERE id > 3;',
  ],
  redshift: [
    'CREATE TABLE IF NOT EXISTS public.sales (id BIGINT IDENTITY(0,1) ENCODE az64, at TIMESTAMPTZ ENCODE zstd SORTKEY, note SUPER, code CHAR(2) DISTKEY) DISTSTYLE KEY COMPOUND SORTKEY (at, id) BACKUP NO;',
    'CREATE TEMP TABLE #stage (LIKE public.sales INCLUDING DEFAULTS);',
    'COMMENT ON COLUMN public.sales.note IS \'it\'\'s a note\'; GRANT SELECT ON public.sales TO PUBLIC; ANALYZE public.sales;',
    'CREATE EXTERNAL TABLE spectrum.s (a int, b struct<c:int>) PARTITIONED BY (d date) STORED AS PARQUET LOCATION \'s3://b/k\';',
  ],
  snowflake: [
    'create or replace table "Odd Name" (a number(38,0) autoincrement start 1 increment 1, b variant, c timestamp_ntz(9) comment \'at\', d geography, e vector(float, 3), primary key (a, c)) cluster by (a) data_retention_time_in_days = 1; -- end',
    'CREATE TRANSIENT TABLE db.s.t (id INTEGER NOT NULL UNIQUE, s STRING DEFAULT $$it\'s$$, b BOOLEAN, x FLOAT AS (id * 2), tag STRING WITH TAG (cost = \'a\') MASKING POLICY p);',
    'CREATE TABLE u CLONE db.s.t; CREATE STAGE st; USE SCHEMA s; CREATE SEQUENCE q START = 1;',
    'CREATE DYNAMIC TABLE d TARGET_LAG = \'1 minute\' WAREHOUSE = w AS SELECT id FROM t;',
  ],
  postgres: [
    'CREATE TYPE mood AS ENUM (\'sad\', \'ok\'); CREATE DOMAIN positive AS int CHECK (VALUE > 0);',
    'CREATE TABLE p (id serial PRIMARY KEY, m mood[], n positive NOT NULL, t tsvector, r int4range, g int GENERATED ALWAYS AS IDENTITY (START 5), h text GENERATED ALWAYS AS (upper(\'a\')) STORED, EXCLUDE USING gist (r WITH &&)) PARTITION BY RANGE (id);',
    'CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);\nCREATE UNLOGGED TABLE c () INHERITS (p);\nCREATE UNIQUE INDEX i ON p (lower(h)) WHERE id > 3;',
    'DO $body$ BEGIN CREATE TABLE x (a int); END $body$;\nCOPY p (id) FROM stdin;\n1\n2\n\\.\nSELECT pg_catalog.setval(\'p_id_seq\', 1);',
  ],
  mysql: [
    'CREATE TABLE `a b` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT, `e` enum(\'x\',\'y\') DEFAULT \'x\', `s` set(\'a\',\'b\'), `u` datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), `z` tinyint(1) zerofill COMMENT \'it\\\'s\', PRIMARY KEY (`id`), KEY `k` (`u`(10) DESC), FULLTEXT KEY f (`e`)) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 /*!50100 PARTITION BY KEY (id) */;',
    'DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;\n/*!40101 SET NAMES utf8 */;\nLOCK TABLES `a b` WRITE; # note',
  ],
  sqlite: [
    'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a, b TEXT COLLATE NOCASE, [c d] BLOB, "e" REAL DEFAULT (1 + 2), UNIQUE (a, b) ON CONFLICT REPLACE) WITHOUT ROWID, STRICT;',
    'PRAGMA foreign_keys = ON; CREATE VIRTUAL TABLE v USING fts5(a, b); CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;',
  ],
};

/** Pieces that are put into DDL. */
export const DDL_PIECES: readonly string[] = [
  'CREATE TABLE x (a INT);', 'CREATE TABLE ', '(', ')', ',', ';', '.', '"', "'", '`', '[', ']', '$$', '$a$', '/*', '*/', '--', '#', '\n', '\r', ' PRIMARY KEY ', ' UNIQUE ', ' REFERENCES t(id) ', ' CHECK (a > 1) ', ' CHECK (', ' DEFAULT ', ' NOT NULL ', ' IN (1, 2) ', ' BETWEEN 1 AND 2 ', ' AND ', ' OR ', ' NOT ', '::', ' AS SELECT ', ' FROM ', ' LIKE ', ' ENUM(', '1e999', '-', '9'.repeat(60), ' VARCHAR(0) ', ' DECIMAL(99,99) ', ' DECIMAL(38,-4) ', '{{ ref(\'x\') }}', '\\', '\0', 'é', '\u00a0', 'N\'x\'', 'E\'\\n\'', 'x\'ff\'', '('.repeat(3_000), ' NOT '.repeat(2_000), 'a AND '.repeat(2_000), '1 + '.repeat(3_000), 'CASE WHEN '.repeat(1_000), 'SELECT ('.repeat(800), 'a INT, '.repeat(1_500), "''".repeat(4_000), '/*'.repeat(4_000), '$$'.repeat(2_001), 'a.'.repeat(3_000),
];
