import type { Cost } from "../../../operation.js";

/** One line of the table of rules: what a kind of change costs, and where that is known from. */
export interface MysqlRule {
  readonly id: string;
  readonly title: string;
  readonly cost: Cost;
  /** What the server uses where nothing else in the statement asks for more. */
  readonly algorithm: "INSTANT" | "INPLACE" | "NOCOPY" | "COPY" | "-";
  readonly lock: "NONE" | "SHARED" | "EXCLUSIVE" | "-";
  /** One sentence: why it costs this. */
  readonly note: string;
  /** What would be cheaper, where something is. */
  readonly advice: string | null;
  /** The manual's page, or one of docs/. What MariaDB does is tested too: test/migrations/dialects/mysql/mariadb-cases.ts. */
  readonly source: string;
}

export const manual = {
  mysql: "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html",
  mysql57: "https://dev.mysql.com/doc/refman/5.7/en/innodb-online-ddl-operations.html",
  partitions:
    "https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-partitioning",
  alter: "https://dev.mysql.com/doc/refman/8.4/en/alter-table.html",
  locks: "https://dev.mysql.com/doc/refman/8.4/en/innodb-locks-set.html",
  instant:
    "https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl/innodb-online-ddl-operations-with-the-instant-alter-algorithm",
  inplace:
    "https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl/innodb-online-ddl-operations-with-the-inplace-alter-algorithm",
  nocopy:
    "https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl/innodb-online-ddl-operations-with-the-nocopy-alter-algorithm",
} as const;

/** What a copy and a rebuild can be replaced by. */
export const onlineTool =
  "Run it with gh-ost or pt-online-schema-change, which copy in the background, or in a maintenance window.";

type RuleText = Omit<MysqlRule, "id" | "advice"> & { readonly advice?: string };

/** Gives rules their ids. */
export function defineRules<T extends string>(
  texts: Readonly<Record<T, RuleText>>,
): Readonly<Record<T, MysqlRule>> {
  const entries = Object.entries<RuleText>(texts).map(
    ([id, text]) => [id, { advice: null, ...text, id }] as const,
  );
  return Object.fromEntries(entries) as Readonly<Record<T, MysqlRule>>;
}
