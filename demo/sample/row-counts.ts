/** What acme's nightly job wrote about production's tables: the file of ROW_COUNTS_PRIMARY_URL. */
export function rowCounts(now: Date): string {
  const takenAt = new Date(now.getTime() - 9 * 3_600_000).toISOString();
  return JSON.stringify(
    {
      takenAt,
      engine: "mysql 8.0.36",
      appliedMigrations: [],
      tables: {
        orders: {
          rows: 384_000_000,
          bytes: 142_000_000_000,
          columns: {
            id: "int",
            customer_id: "int",
            total: "decimal(10,2)",
            state: "varchar(20)",
            note: "text",
            created_at: "datetime(6)",
          },
          indexes: { PRIMARY: ["id"], customer_ix: ["customer_id"], created_ix: ["created_at"] },
          notNull: ["id", "customer_id", "total", "state", "created_at"],
          engine: "InnoDB",
          charset: "utf8mb4",
          rowFormat: "Dynamic",
        },
        customers: {
          rows: 3_100_000,
          bytes: 1_450_000_000,
          columns: { id: "bigint", email: "varchar(255)", name: "varchar(255)", created_at: "datetime(6)" },
          indexes: { PRIMARY: ["id"], email_ix: ["email"] },
          notNull: ["id", "email", "name", "created_at"],
          engine: "InnoDB",
          charset: "utf8mb4",
          rowFormat: "Dynamic",
        },
      },
    },
    null,
    2,
  );
}
