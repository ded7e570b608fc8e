/** "20261102_add_calls_index.rb" of its path: how people call a migration. */
export function migrationName(path: string): string {
  const parts = path.split("/");
  const last = parts.at(-1) ?? path;
  // Prisma's and Drizzle's are named by their folder.
  return /^(?:migration|up)\.\w+$/.test(last) ? parts.slice(-2).join("/") : last;
}
