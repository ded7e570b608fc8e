import type { TokenEdit } from "./token-edit.js";

/**
 * What MariaDB and newer MySQL servers read and the grammar does not, said in the grammar's words. Tried only on
 * statements that the grammar refuses as they stand; each edits tokens, never text. docs/mysql-parser.md lists them.
 */
export interface Rewrite {
  readonly id: string;
  /** What it reads, with its source. */
  readonly reads: string;
  readonly edit: (edit: TokenEdit) => void;
}

/** Table options of MariaDB's that the grammar does not know. */
const mariadbOptions = new Set(
  `PAGE_CHECKSUM PAGE_COMPRESSED PAGE_COMPRESSION_LEVEL TRANSACTIONAL ENCRYPTED ENCRYPTION_KEY_ID IETF_QUOTES
  SEQUENCE WITH_SYSTEM ENGINE_ATTRIBUTE SECONDARY_ENGINE_ATTRIBUTE AUTOEXTEND_SIZE START`.split(/\s+/),
);

/** Types that the grammar does not know, and one of the same shape that it does. */
const otherTypes: Readonly<Record<string, string>> = {
  UUID: "DATE",
  INET4: "DATE",
  INET6: "DATE",
  XMLTYPE: "LONGTEXT",
  VECTOR: "BINARY",
};

function forEach(edit: TokenEdit, visit: (index: number) => void): void {
  for (let index = 0; index < edit.tokens.length; index += 1) visit(index);
}

export const rewrites: readonly Rewrite[] = [
  {
    id: "set-statement",
    reads: "SET STATEMENT variable = value FOR statement: the statement is read. MariaDB",
    edit(edit) {
      if (!edit.startsWith("SET", "STATEMENT")) return;
      const behind = edit.tokens.findIndex((_, index) => edit.word(index) === "FOR");
      if (behind > 0) edit.splice(0, behind + 1);
    },
  },
  {
    id: "if-exists",
    reads: "IF [NOT] EXISTS in clauses of ALTER TABLE, CREATE INDEX and DROP INDEX. MariaDB",
    edit(edit) {
      const index = edit.has("INDEX") || edit.has("KEY");
      if (!edit.startsWith("ALTER") && !(index && !edit.startsWith("CREATE", "TABLE"))) return;
      edit.replaceAll(["IF", "NOT", "EXISTS"], []);
      edit.replaceAll(["IF", "EXISTS"], []);
    },
  },
  {
    id: "if-not-exists-routine",
    reads: "CREATE PROCEDURE | FUNCTION | TRIGGER IF NOT EXISTS. MySQL 8.0.29, MariaDB",
    edit(edit) {
      for (const kind of ["PROCEDURE", "FUNCTION", "TRIGGER", "VIEW"]) {
        edit.replaceAll([kind, "IF", "NOT", "EXISTS"], [kind]);
      }
    },
  },
  {
    id: "or-replace",
    reads: "CREATE OR REPLACE of anything but a view. MariaDB",
    edit(edit) {
      if (edit.startsWith("CREATE", "OR", "REPLACE")) edit.splice(1, 2);
    },
  },
  {
    id: "wait",
    reads: "WAIT n and NOWAIT behind the name. MariaDB",
    edit(edit) {
      forEach(edit, (index) => {
        if (index > 5 || edit.depth(index) > 0) return;
        if (edit.word(index) === "NOWAIT") edit.splice(index, 1);
        else if (edit.word(index) === "WAIT" && /^\d+$/.test(edit.word(index + 1))) edit.splice(index, 2);
      });
    },
  },
  {
    id: "drop-constraint",
    reads: "DROP CHECK name (MySQL 8.0.16) and DROP CONSTRAINT name (MySQL 8.0.19, MariaDB)",
    edit(edit) {
      edit.replaceAll(["DROP", "CONSTRAINT"], ["DROP", "FOREIGN", "KEY"]);
      edit.replaceAll(["DROP", "CHECK"], ["DROP", "FOREIGN", "KEY"]);
    },
  },
  {
    id: "returning",
    reads: "RETURNING behind INSERT, REPLACE and DELETE. MariaDB",
    edit(edit) {
      if (!["INSERT", "REPLACE", "DELETE"].includes(edit.word(0))) return;
      const at = edit.tokens.findIndex(
        (_, index) => edit.word(index) === "RETURNING" && edit.depth(index) === 0,
      );
      if (at > 0) edit.splice(at, edit.tokens.length - at);
    },
  },
  {
    id: "system-versioning",
    reads: "WITH and ADD SYSTEM VERSIONING, PERIOD FOR SYSTEM_TIME, ROW START and END. MariaDB",
    edit(edit) {
      edit.replaceAll(["ADD", "SYSTEM", "VERSIONING"], ["FORCE"]);
      edit.replaceAll(["DROP", "SYSTEM", "VERSIONING"], ["FORCE"]);
      edit.replaceAll([",", "PERIOD", "FOR", "SYSTEM_TIME", "(", "ROW_START", ",", "ROW_END", ")"], []);
      for (const how of ["WITH", "WITHOUT"]) edit.replaceAll([how, "SYSTEM", "VERSIONING"], []);
      for (const row of ["START", "END"]) {
        edit.replaceAll(["GENERATED", "ALWAYS", "AS", "ROW", row], []);
        edit.replaceAll(["AS", "ROW", row], []);
      }
    },
  },
  {
    id: "vector-index",
    reads: "VECTOR INDEX, read as a FULLTEXT one: both build a structure of their own. MariaDB 11.7",
    edit(edit) {
      for (const key of ["INDEX", "KEY"]) edit.replaceAll(["VECTOR", key], ["FULLTEXT", key]);
    },
  },
  {
    id: "types",
    reads: "The types uuid, inet4, inet6 (MariaDB), vector (MySQL 9, MariaDB 11.7), xmltype (MariaDB 12)",
    edit(edit) {
      forEach(edit, (index) => {
        const like = otherTypes[edit.word(index)];
        const before = edit.word(index - 1);
        if (
          like !== undefined &&
          index > 0 &&
          before !== "." &&
          before !== "(" &&
          edit.word(index + 1) !== "."
        ) {
          edit.retype(index, like);
        }
      });
    },
  },
  {
    id: "persistent-statistics",
    reads: "ANALYZE TABLE ... PERSISTENT FOR, which reads the whole table as a histogram does. MariaDB",
    edit(edit) {
      const at = edit.startsWith("ANALYZE")
        ? edit.tokens.findIndex((_, index) => edit.word(index) === "PERSISTENT")
        : -1;
      if (at > 0) edit.splice(at, edit.tokens.length - at, ["UPDATE", "HISTOGRAM", "ON", "columns"]);
    },
  },
  {
    id: "persistent",
    reads: "PERSISTENT for STORED. MariaDB",
    edit(edit) {
      edit.replaceAll([")", "PERSISTENT"], [")", "STORED"]);
    },
  },
  {
    id: "default-call",
    reads: "DEFAULT function(...) without parentheses around it. MariaDB",
    edit(edit) {
      forEach(edit, (index) => {
        if (edit.word(index) !== "DEFAULT" || edit.word(index + 2) !== "(" || edit.word(index + 1) === "")
          return;
        const behind = edit.behindParenthesis(index + 2);
        edit.splice(behind, 0, [")"]);
        edit.splice(index + 1, 0, ["("]);
      });
    },
  },
  {
    id: "invisible-column",
    reads: "INVISIBLE and VISIBLE behind a column's type. MySQL 8.0.23, MariaDB",
    edit(edit) {
      forEach(edit, (index) => {
        if (edit.word(index) !== "INVISIBLE" && edit.word(index) !== "VISIBLE") return;
        if (edit.startsWith("CREATE", "INDEX") || edit.matches(index - 3, ["ALTER", "INDEX"])) return;
        edit.splice(index, 1);
      });
    },
  },
  {
    id: "ignored-index",
    reads: "[NOT] IGNORED behind an index. MariaDB",
    edit(edit) {
      edit.replaceAll(["NOT", "IGNORED"], ["VISIBLE"]);
      edit.replaceAll(["IGNORED"], ["INVISIBLE"]);
    },
  },
  {
    id: "compressed-column",
    reads: "COMPRESSED behind a column's type. MariaDB",
    edit(edit) {
      forEach(edit, (index) => {
        if (edit.word(index) === "COMPRESSED" && !["=", "ROW_FORMAT"].includes(edit.word(index - 1))) {
          edit.splice(index, 1);
        }
      });
    },
  },
  {
    id: "table-options",
    reads: "Table options that the grammar does not know: PAGE_COMPRESSED, TRANSACTIONAL, ENGINE_ATTRIBUTE",
    edit(edit) {
      forEach(edit, (index) => {
        const written = edit.tokens[index]?.text.replaceAll("`", "").toUpperCase() ?? "";
        if (mariadbOptions.has(written) && edit.word(index + 1) === "=" && edit.depth(index) === 0) {
          edit.splice(index, 3, ["COMMENT", "''"]);
        }
      });
    },
  },
  {
    id: "key-using",
    reads: "KEY USING BTREE (columns): the index's type where a name is left out",
    edit(edit) {
      forEach(edit, (index) => {
        if (edit.word(index) !== "USING" || !["BTREE", "HASH"].includes(edit.word(index + 1))) return;
        if (edit.depth(index) === 1) edit.splice(index, 2);
      });
    },
  },
];
