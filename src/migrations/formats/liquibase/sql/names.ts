/** `objectQuotingStrategy`: https://docs.liquibase.com/concepts/changelogs/attributes/object-quoting-strategy.html */
export type Quoting = "legacy" | "all";

/**
 * Names as Liquibase writes them. By its old strategy it quotes on PostgreSQL only what has letters of both cases; the
 * server makes the others lower.
 */
export class Names {
  readonly #isPostgres: boolean;
  readonly #quoting: Quoting;

  constructor(isPostgres: boolean, quoting: Quoting) {
    this.#isPostgres = isPostgres;
    this.#quoting = quoting;
  }

  /** A column, an index, a constraint. */
  quoted(name: string): string {
    const bare = name.trim().replaceAll(/^["`]|["`]$/g, "");
    if (!this.#isPostgres) return `\`${bare.replaceAll("`", "``")}\``;
    const isMixed = /[a-z]/.test(bare) && /[A-Z]/.test(bare);
    const kept = isMixed || this.#quoting === "all" || bare !== name.trim() ? bare : bare.toLowerCase();
    return `"${kept.replaceAll('"', '""')}"`;
  }

  /** A table, which may carry its schema itself: `audit.events`. A schema whose name is not known is left out. */
  table(schema: string | null, name: string): string {
    const given = schema === null || schema.trim() === "" || schema.includes("${") ? [] : [schema];
    return [...given, ...name.split(".")].map((part) => this.quoted(part)).join(".");
  }

  list(names: readonly string[]): string {
    return names.map((name) => this.quoted(name)).join(", ");
  }
}
