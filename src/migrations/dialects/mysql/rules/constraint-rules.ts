import { defineRules, manual, onlineTool } from "./rule.js";

const copy = { cost: "rewrite", algorithm: "COPY", lock: "SHARED" } as const;
const metadata = { cost: "instant", algorithm: "INPLACE", lock: "NONE" } as const;

export const constraintRules = defineRules({
  "add-foreign-key": {
    title: "Add a foreign key while foreign_key_checks = 1",
    ...copy,
    note: "Every row is checked against the referenced table: the table is copied and writes wait.",
    advice:
      "SET foreign_key_checks = 0 for this statement, after checking by a query that no row breaks the key.",
    source: manual.mysql,
  },
  "add-foreign-key-unchecked": {
    title: "Add a foreign key while foreign_key_checks = 0, its columns indexed",
    ...metadata,
    note: "Rows are not checked and the columns have an index: only the catalogue changes.",
    source: manual.mysql,
  },
  "add-foreign-key-index": {
    title: "Add a foreign key while foreign_key_checks = 0, its columns not (surely) indexed",
    cost: "index",
    algorithm: "INPLACE",
    lock: "NONE",
    note: "Rows are not checked, but the server builds an index on the columns if they have none.",
    source: "https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html",
  },
  "drop-foreign-key": {
    title: "Drop a foreign key",
    ...metadata,
    note: "Only the catalogue changes.",
    source: manual.mysql,
  },
  "add-check": {
    title: "Add a CHECK constraint",
    ...copy,
    note: "Every row is checked: the table is copied and writes wait.",
    advice: onlineTool,
    source: "https://dev.mysql.com/doc/refman/8.4/en/alter-table.html#alter-table-check-constraint",
  },
  "add-check-free": {
    title: "Add a CHECK constraint that is not enforced, or to a new column (MariaDB)",
    ...metadata,
    note: "No existing row is checked: only the catalogue changes.",
    source: "https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html",
  },
  "add-check-ignored": {
    title: "Add a CHECK constraint before MySQL 8.0.16",
    ...metadata,
    note: "This version reads CHECK and forgets it.",
    source: "https://dev.mysql.com/doc/refman/5.7/en/create-table.html",
  },
  "drop-constraint": {
    title: "Drop a CHECK or another constraint",
    ...metadata,
    note: "Only the catalogue changes.",
    source: manual.alter,
  },
});
