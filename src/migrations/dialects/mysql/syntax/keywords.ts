/**
 * What MySQL's lexer makes of words, beyond "a keyword's token is named after it".
 * test/migrations/dialects/mysql/tokenize.test.ts compares all of it with the lexer that the grammar came with.
 */

/** Words with the token of another keyword. */
export const synonyms: Readonly<Record<string, string>> = {
  CHARACTER: "CHAR",
  CURRENT_TIMESTAMP: "NOW",
  DEC: "DECIMAL",
  DISTINCTROW: "DISTINCT",
  FIELDS: "COLUMNS",
  FLOAT4: "FLOAT",
  FLOAT8: "DOUBLE",
  INT1: "TINYINT",
  INT2: "SMALLINT",
  INT3: "MEDIUMINT",
  INT4: "INT",
  INT8: "BIGINT",
  INTEGER: "INT",
  IO_THREAD: "RELAY_THREAD",
  LOCALTIME: "NOW",
  LOCALTIMESTAMP: "NOW",
  MIDDLEINT: "MEDIUMINT",
  NDB: "NDBCLUSTER",
  RLIKE: "REGEXP",
  SCHEMA: "DATABASE",
  SCHEMAS: "DATABASES",
  SOME: "ANY",
  SQL_TSI_DAY: "DAY",
  SQL_TSI_HOUR: "HOUR",
  SQL_TSI_MINUTE: "MINUTE",
  SQL_TSI_MONTH: "MONTH",
  SQL_TSI_QUARTER: "QUARTER",
  SQL_TSI_SECOND: "SECOND",
  SQL_TSI_WEEK: "WEEK",
  SQL_TSI_YEAR: "YEAR",
  VARCHARACTER: "VARCHAR",
};

/** Built-in functions: keywords only with a parenthesis directly behind them, and the keyword they stand for. */
export const functionWords: Readonly<Record<string, string>> = {
  ADDDATE: "ADDDATE",
  BIT_AND: "BIT_AND",
  BIT_OR: "BIT_OR",
  BIT_XOR: "BIT_XOR",
  CAST: "CAST",
  COUNT: "COUNT",
  CURDATE: "CURDATE",
  CURRENT_DATE: "CURDATE",
  CURRENT_TIME: "CURTIME",
  CURTIME: "CURTIME",
  DATE_ADD: "DATE_ADD",
  DATE_SUB: "DATE_SUB",
  EXTRACT: "EXTRACT",
  GROUP_CONCAT: "GROUP_CONCAT",
  MAX: "MAX",
  MID: "SUBSTRING",
  MIN: "MIN",
  NOW: "NOW",
  POSITION: "POSITION",
  SESSION_USER: "USER",
  STD: "STD",
  STDDEV: "STD",
  STDDEV_POP: "STD",
  STDDEV_SAMP: "STDDEV_SAMP",
  SUBDATE: "SUBDATE",
  SUBSTR: "SUBSTRING",
  SUBSTRING: "SUBSTRING",
  SUM: "SUM",
  SYSDATE: "SYSDATE",
  SYSTEM_USER: "USER",
  TRIM: "TRIM",
  VARIANCE: "VARIANCE",
  VAR_POP: "VARIANCE",
  VAR_SAMP: "VAR_SAMP",
};

/** Tokens that no lexer of 5.7 or 8.0 makes any more, and MEMBER, which has not been reserved since 8.0.19. */
export const forgotten: ReadonlySet<string> = new Set(
  `AUTHORS CONTRIBUTORS GEOMCOLLECTION GET_MASTER_PUBLIC_KEY INNODB MASTER_COMPRESSION_ALGORITHMS MAX_STATEMENT_TIME MEMBER
  NONBLOCKING OLD_PASSWORD ONE_SHOT PARSE_GCOL_EXPR REMOTE`.split(/\s+/),
);

/** Keywords of MySQL 5.7 that 8.0 gave back. */
export const goneSince80: ReadonlySet<string> = new Set([
  "ANALYSE",
  "DES_KEY_FILE",
  "REDOFILE",
  "SQL_CACHE",
  "TABLE_REF_PRIORITY",
]);

/** Keywords since MySQL 8.0. */
export const newIn80: ReadonlySet<string> = new Set(
  `ACTIVE ADMIN ARRAY BUCKETS CLONE COMPONENT CUME_DIST DEFINITION DENSE_RANK DESCRIPTION EMPTY ENFORCED EXCEPT
  EXCLUDE FIRST_VALUE FOLLOWING GROUPING GROUPS HISTOGRAM HISTORY INACTIVE INVISIBLE JSON_ARRAYAGG JSON_OBJECTAGG
  JSON_TABLE LAG LAST_VALUE LATERAL LEAD LOCKED MASTER_COMPRESSION_ALGORITHM MASTER_PUBLIC_KEY_PATH
  MASTER_TLS_CIPHERSUITES MASTER_ZSTD_COMPRESSION_LEVEL MEMBER NESTED NETWORK_NAMESPACE NOWAIT NTH_VALUE NTILE NULLS
  OF OJ OLD OPTIONAL ORDINALITY ORGANIZATION OTHERS OVER PATH PERCENT_RANK PERSIST PERSIST_ONLY PRECEDING
  PRIVILEGE_CHECKS_USER RANDOM RANK RECURSIVE REFERENCE RESOURCE RESPECT RESTART RETAIN REUSE ROLE ROW_NUMBER
  SECONDARY SECONDARY_ENGINE SECONDARY_LOAD SECONDARY_UNLOAD SKIP SRID SYSTEM THREAD_PRIORITY TIES
  UNBOUNDED VCPU VISIBLE WINDOW`.split(/\s+/),
);

/**
 * Reserved in MySQL 8.0 but not in MariaDB, where they name columns and tables; the functions among them are keywords
 * with a parenthesis behind.
 * https://mariadb.com/docs/server/reference/sql-structure/sql-language-structure/reserved-words
 */
export const freeInMariadb: ReadonlySet<string> = new Set(
  `CUME_DIST DENSE_RANK EMPTY FIRST_VALUE GROUPING GROUPS JSON_TABLE LAG LAST_VALUE LATERAL LEAD
  NTH_VALUE NTILE OF PERCENT_RANK RANK ROW_NUMBER SYSTEM`.split(/\s+/),
);
