import { defineRules, manual, onlineTool } from "./rule.js";

const build = { cost: "index", algorithm: "INPLACE", lock: "NONE" } as const;
const metadata = { cost: "instant", algorithm: "INPLACE", lock: "NONE" } as const;

export const indexRules = defineRules({
  "add-index": {
    title: "Add an index",
    ...build,
    note: "The table is read and the index built; reads and writes go on.",
    source: manual.mysql,
  },
  "add-fulltext-first": {
    title: "Add a table's first FULLTEXT index",
    cost: "rewrite",
    algorithm: "INPLACE",
    lock: "SHARED",
    note: "The table is rebuilt with a hidden FTS_DOC_ID column, and writes wait.",
    advice:
      "Give the table a column FTS_DOC_ID BIGINT UNSIGNED NOT NULL with a unique index of its own beforehand.",
    source: manual.mysql,
  },
  "add-fulltext": {
    title: "Add a further FULLTEXT index",
    cost: "index",
    algorithm: "INPLACE",
    lock: "SHARED",
    note: "The index is built from every row's words, and writes wait.",
    advice: onlineTool,
    source: manual.mysql,
  },
  "add-spatial": {
    title: "Add a SPATIAL index",
    cost: "index",
    algorithm: "INPLACE",
    lock: "SHARED",
    note: "The index is built while writes wait.",
    advice: onlineTool,
    source: manual.mysql,
  },
  "add-unique-hash": {
    title: "Add a unique index whose key is longer than 3,072 bytes (MariaDB)",
    cost: "rewrite",
    algorithm: "COPY",
    lock: "SHARED",
    note: "MariaDB keeps so long a key as a hash in a hidden column: the table is copied and writes wait.",
    advice: "Make a prefix unique (`tx(700)`), or a shorter column that holds a hash of the text.",
    source:
      "https://mariadb.com/docs/server/reference/sql-statements/data-definition/create/create-table#unique-indexes",
  },
  "drop-index": {
    title: "Drop an index",
    ...metadata,
    note: "Only the catalogue changes; the index's pages are freed later.",
    source: manual.mysql,
  },
  "rename-index": {
    title: "Rename an index",
    ...metadata,
    note: "Only the catalogue changes.",
    source: manual.mysql,
  },
  "alter-index": {
    title: "Make an index visible, invisible or ignored",
    ...metadata,
    note: "Only the optimizer looks at it: the catalogue changes.",
    source: "https://dev.mysql.com/doc/refman/8.4/en/invisible-indexes.html",
  },
  "add-primary-key": {
    title: "Add a primary key",
    cost: "rewrite",
    algorithm: "INPLACE",
    lock: "NONE",
    note: "InnoDB keeps rows in the primary key's order: the table is rebuilt in place.",
    source: manual.mysql,
  },
  "replace-primary-key": {
    title: "Drop the primary key and add another in one statement",
    cost: "rewrite",
    algorithm: "INPLACE",
    lock: "NONE",
    note: "Rows are put into the new key's order: the table is rebuilt in place.",
    source: manual.mysql,
  },
  "drop-primary-key": {
    title: "Drop the primary key without adding another",
    cost: "rewrite",
    algorithm: "COPY",
    lock: "SHARED",
    note: "Without a new key in the same statement the table is copied and writes wait.",
    advice: "Add the new primary key in the same statement.",
    source: manual.mysql,
  },
  "enable-keys": {
    title: "ENABLE KEYS of a MyISAM or Aria table",
    cost: "index",
    algorithm: "-",
    lock: "EXCLUSIVE",
    note: "All non-unique indexes are built while the table is locked.",
    source: manual.alter,
  },
  "keys-ignored": {
    title: "DISABLE KEYS and ENABLE KEYS of an InnoDB table",
    cost: "instant",
    algorithm: "-",
    lock: "NONE",
    note: "InnoDB does not know this: nothing happens.",
    source: manual.alter,
  },
});
