import { type Engine, isAtLeast } from "../../../engine.js";

/** What a server's version can do, as far as the cost of changes depends on it. */
export interface Abilities {
  readonly mariadb: boolean;
  /** Where ADD COLUMN is instant. */
  readonly instantAdd: "never" | "at the end" | "anywhere";
  readonly instantDrop: boolean;
  /** Instant changes of the catalogue: defaults, ENUM members. */
  readonly instantMetadata: boolean;
  readonly instantRename: boolean;
  /** How many instant changes a table bears before it is rebuilt; null: any number. */
  readonly rowVersions: number | null;
  /** ALGORITHM=COPY lets writes go on (MariaDB 11.2). */
  readonly onlineCopy: boolean;
  /** CHECK is kept and enforced. */
  readonly checks: boolean;
  /** REFERENCES behind a column makes a foreign key. */
  readonly inlineReferences: boolean;
  /** A column's character set can change in place. */
  readonly charsetInPlace: boolean;
  /** IN and EXISTS in UPDATE and DELETE are joined; else they run for each row. */
  readonly joinsInChanges: boolean;
  /** Tables are joined by a hash where no index finds what is equal; else every pair of rows is compared. */
  readonly hashesJoins: boolean;
  /** The character set of a table that names none; null: depends on the server's settings. */
  readonly defaultCharset: string | null;
}

/**
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html and its older editions;
 * https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl
 * https://dev.mysql.com/doc/refman/8.0/en/semijoins.html and MariaDB's release notes of 11.1.1 (joinsInChanges)
 * https://dev.mysql.com/doc/refman/8.4/en/hash-joins.html; MariaDB's join_cache_level is 2 where nobody sets it, which
 * compares: https://mariadb.com/docs/server/ha-and-performance/optimization-and-tuning/query-optimizations/block-based-join-algorithms
 */
export function abilitiesOf(engine: Engine): Abilities {
  if (engine.family === "mariadb") {
    return {
      mariadb: true,
      instantAdd: "anywhere",
      instantDrop: true,
      instantMetadata: true,
      instantRename: true,
      rowVersions: null,
      onlineCopy: isAtLeast(engine, 11, 2),
      checks: true,
      inlineReferences: true,
      charsetInPlace: true,
      joinsInChanges: isAtLeast(engine, 11, 1),
      hashesJoins: false,
      defaultCharset: null,
    };
  }
  const instant = isAtLeast(engine, 8, 0, 12);
  const anywhere = isAtLeast(engine, 8, 0, 29);
  return {
    mariadb: false,
    instantAdd: anywhere ? "anywhere" : instant ? "at the end" : "never",
    instantDrop: anywhere,
    instantMetadata: instant,
    instantRename: isAtLeast(engine, 8, 0, 28),
    rowVersions: isAtLeast(engine, 9, 1) ? 255 : 64,
    onlineCopy: false,
    checks: isAtLeast(engine, 8, 0, 16),
    inlineReferences: isAtLeast(engine, 9),
    charsetInPlace: isAtLeast(engine, 8),
    joinsInChanges: isAtLeast(engine, 8, 0, 21),
    hashesJoins: isAtLeast(engine, 8, 0, 20),
    defaultCharset: isAtLeast(engine, 8) ? "utf8mb4" : null,
  };
}
