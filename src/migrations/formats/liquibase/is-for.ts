import type { Engine } from "../../engine.js";

/**
 * Whether `postgresql,mysql` or `!oracle` means this engine; null: any is meant.
 * https://docs.liquibase.com/concepts/changelogs/attributes/dbms.html
 */
export function isFor({ family }: Engine, dbms: string | null | undefined): boolean {
  if (dbms === null || dbms === undefined || dbms.trim() === "") return true;
  const own = family === "postgres" ? "postgresql" : family;
  const names = dbms.split(",").map((name) => name.trim().toLowerCase());
  if (names.includes(`!${own}`) || names.includes("none")) return false;
  return names.includes("all") || names.includes(own) || names.every((name) => name.startsWith("!"));
}
