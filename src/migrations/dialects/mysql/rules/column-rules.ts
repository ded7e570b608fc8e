import { defineRules, manual, onlineTool } from "./rule.js";

const rebuild = { cost: "rewrite", algorithm: "INPLACE", lock: "NONE" } as const;
const copy = { cost: "rewrite", algorithm: "COPY", lock: "SHARED", advice: onlineTool } as const;
const instant = { cost: "instant", algorithm: "INSTANT", lock: "NONE" } as const;
const metadata = { cost: "instant", algorithm: "INPLACE", lock: "NONE" } as const;

export const columnRules = defineRules({
  "add-column-instant": {
    title: "Add a column: MySQL 8.0.12 to 8.0.28 at the end, 8.0.29 and newer and MariaDB anywhere",
    ...instant,
    note: "The server notes the new column and its default in its catalogue; no row is touched.",
    source: manual.mysql,
  },
  "add-column-rebuild": {
    title: "Add a column where INSTANT does not apply",
    ...rebuild,
    note: "The table is rebuilt in place; reads and writes go on.",
    advice:
      "Add the column at the end of the table and in a statement of its own, on a version that does it instantly.",
    source: manual.mysql57,
  },
  "add-column-compressed": {
    title: "Add or drop a column of a table with ROW_FORMAT=COMPRESSED",
    ...rebuild,
    note: "INSTANT does not work for compressed tables: the table is rebuilt in place.",
    source: manual.mysql,
  },
  "add-column-fulltext": {
    title: "Add or drop a column of a table that has a FULLTEXT index",
    cost: "rewrite",
    algorithm: "INPLACE",
    lock: "SHARED",
    note: "INSTANT does not work beside a FULLTEXT index: the table is rebuilt, and writes wait.",
    advice: onlineTool,
    source: manual.mysql,
  },
  "add-column-row-versions": {
    title: "Add or drop a column after 64 instant changes (MySQL; 255 from 9.1)",
    ...rebuild,
    note: "The table has as many row versions as the server keeps: it is rebuilt, which makes room for more.",
    source:
      "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-column-operations",
  },
  "add-column-virtual": {
    title: "Add a virtual generated column",
    ...instant,
    note: "A virtual column is computed when it is read: nothing is stored.",
    source: manual.mysql,
  },
  "add-column-stored": {
    title: "Add a stored generated column",
    ...copy,
    note: "Its value is computed for every row: the table is copied and writes wait.",
    source: manual.mysql,
  },
  "add-column-auto-increment": {
    title: "Add an AUTO_INCREMENT column",
    cost: "rewrite",
    algorithm: "INPLACE",
    lock: "SHARED",
    note: "Every row gets a number: the table is rebuilt and writes wait.",
    advice: onlineTool,
    source: manual.mysql,
  },
  "add-column-default-expression": {
    title: "Add a column whose default is an expression",
    ...copy,
    note: "The default is computed for every row: the table is copied and writes wait.",
    advice: "Add the column without a default, fill it in batches, then set the default.",
    source: "https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html",
  },
  "add-column-before-virtual": {
    title: "Add a column with FIRST or AFTER to a table with virtual columns (MariaDB)",
    ...copy,
    note: "MariaDB cannot put a column before a virtual one in place: the table is copied and writes wait.",
    advice: "Add the column at the end of the table.",
    source: manual.instant,
  },
  "drop-column-instant": {
    title: "Drop a column: MySQL 8.0.29 and newer, MariaDB",
    ...instant,
    note: "The server only forgets the column; its bytes stay in the rows until these are written anew.",
    source: manual.mysql,
  },
  "drop-column-rebuild": {
    title: "Drop a column before MySQL 8.0.29, or one that is stored or indexed",
    ...rebuild,
    note: "The table is rebuilt in place without the column; reads and writes go on.",
    source: manual.mysql,
  },
  "drop-column-virtual": {
    title: "Drop a virtual generated column",
    ...metadata,
    note: "A virtual column is not stored: only the catalogue changes.",
    source: manual.mysql,
  },
  "rename-column": {
    title: "Rename a column, type unchanged",
    ...metadata,
    note: "Only the catalogue changes.",
    source: manual.mysql,
  },
  "set-default": {
    title: "Set or drop a column's default",
    ...instant,
    note: "Only the catalogue changes: existing rows keep their values.",
    source: manual.mysql,
  },
  "modify-metadata": {
    title: "Change a column's default, comment or display width, or nothing",
    ...instant,
    note: "The stored form stays the same: only the catalogue changes.",
    source: manual.mysql,
  },
  "modify-widen-varchar": {
    title: "Widen a VARCHAR or VARBINARY without crossing 255 bytes",
    ...metadata,
    note: "The length takes as many bytes as before: only the catalogue changes.",
    source: manual.mysql,
  },
  "modify-cross-255": {
    title: "Widen a VARCHAR across 255 bytes",
    ...copy,
    note: "From 256 bytes on the length takes two bytes instead of one: the table is copied and writes wait.",
    source: manual.mysql,
  },
  "modify-cross-255-mariadb": {
    title: "Widen a VARCHAR of at most 127 bytes across 255 (MariaDB), or any in ROW_FORMAT=REDUNDANT",
    ...instant,
    note: "Lengths up to 127 are stored alike in both forms: MariaDB only changes the catalogue.",
    source: manual.instant,
  },
  "modify-extend-enum": {
    title: "Append members to an ENUM or SET",
    ...instant,
    note: "The new members are at the end and the value takes as many bytes as before: only the catalogue changes.",
    source: manual.mysql,
  },
  "modify-reorder-enum": {
    title: "Insert, remove or reorder members of an ENUM or SET, or outgrow its bytes",
    ...copy,
    note: "Stored numbers would mean other members, or take more bytes: the table is copied and writes wait.",
    advice: "Append new members at the end.",
    source: manual.mysql,
  },
  "modify-type": {
    title: "Change a column's type",
    ...copy,
    note: "Values are stored differently: the table is copied and writes wait.",
    source: manual.mysql,
  },
  "modify-unknown": {
    title: "MODIFY or CHANGE a column whose present type is not known",
    ...copy,
    note: "The present type is not known, so a copy that stops writes is assumed; with the column's type in the row counts (or unchanged) it may turn out instant.",
    source: manual.mysql,
  },
  "modify-null": {
    title: "Make a column NULL or NOT NULL",
    ...rebuild,
    note: "Whether a value may be missing is part of the row's form: the table is rebuilt in place.",
    source: manual.mysql,
  },
  "modify-null-redundant": {
    title: "Make a column nullable in ROW_FORMAT=REDUNDANT (MariaDB)",
    ...instant,
    note: "This row format has room for NULL already: only the catalogue changes.",
    source: manual.instant,
  },
  "modify-order": {
    title: "Move a column with FIRST or AFTER (MySQL)",
    ...rebuild,
    note: "The columns' order is part of the row's form: the table is rebuilt in place.",
    advice: "Leave the column where it is: its place matters to nobody but `SELECT *`.",
    source: manual.mysql,
  },
  "modify-order-mariadb": {
    title: "Move a column with FIRST or AFTER (MariaDB)",
    ...instant,
    note: "MariaDB only notes the new order in its catalogue.",
    source: manual.instant,
  },
  "modify-charset-metadata": {
    title: "Change one column to a superset of its character set or another collation, not indexed",
    ...metadata,
    note: "The bytes stay valid and no index is ordered by them: only the catalogue changes.",
    source: "https://dev.mysql.com/worklog/task/?id=11605",
  },
  "modify-charset-index": {
    title: "Change the collation of an indexed column (MariaDB)",
    cost: "index",
    algorithm: "NOCOPY",
    lock: "NONE",
    note: "The indexes on the column are ordered anew; reads and writes go on.",
    source: manual.nocopy,
  },
  "modify-charset": {
    title: "Change a column's character set or an indexed column's collation",
    ...copy,
    note: "Values or the order of an index change: the table is copied and writes wait.",
    source: manual.mysql,
  },
  "modify-generated": {
    title: "Change a generated column",
    ...copy,
    note: "Values are computed anew: the table is copied and writes wait.",
    source: manual.mysql,
  },
});
