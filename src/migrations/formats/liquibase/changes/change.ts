import type { Engine } from "../../../engine.js";
import { childrenNamed, type ChangelogNode } from "../changelog/changelog-node.js";
import { Names, type Quoting } from "../sql/names.js";
import { UnreadableChange } from "../unreadable-change.js";

/** What is not part of the SQL that a change gives, so that a property in it need not be known. */
const unimportant = new Set(["schemaName", "catalogName", "remarks", "tablespace"]);

/** Where a change is read: for which engine, and how its names are quoted. */
export interface ChangeContext {
  readonly engine: Engine;
  readonly quoting: Quoting;
}

/** A change, or a part of one (a column, its constraints), with its attributes as they are asked for. */
export class Change {
  readonly node: ChangelogNode;
  readonly engine: Engine;
  readonly isPostgres: boolean;
  readonly names: Names;
  readonly #context: ChangeContext;

  constructor(node: ChangelogNode, context: ChangeContext) {
    this.node = node;
    this.#context = context;
    this.engine = context.engine;
    this.isPostgres = context.engine.family === "postgres";
    this.names = new Names(this.isPostgres, context.quoting);
  }

  get line(): number {
    return this.node.line;
  }

  /** An attribute, or the text of an element of that name; null where there is none. */
  text(name: string): string | null {
    const [child] = childrenNamed(this.node, name);
    const value = this.node.attributes.get(name) ?? (child === undefined ? null : child.text);
    if (value === null) return null;
    const unknown = unimportant.has(name) ? null : /\$\{[^{}]*\}/.exec(value);
    if (unknown !== null)
      throw new UnreadableChange(`the property ${unknown[0]} is not defined in this file`);
    return value;
  }

  required(name: string): string {
    const value = this.text(name)?.trim() ?? "";
    if (value === "") throw new UnreadableChange(`${this.node.name} has no ${name}`);
    return value;
  }

  /** Null: not said. */
  truth(name: string): boolean | null {
    const value = this.text(name)?.trim().toLowerCase() ?? "";
    return value === "" ? null : value === "true" || value === "1";
  }

  /** A part of this change: of a column its constraints. Null: there is none. */
  part(name: string): Change | null {
    const [child] = childrenNamed(this.node, name);
    return child === undefined ? null : this.partOf(child);
  }

  /** A child, read in the same place. */
  partOf(node: ChangelogNode): Change {
    return new Change(node, this.#context);
  }

  /** Its columns; in YAML and JSON they stand in a list of that name. */
  get columns(): readonly Change[] {
    const lists = childrenNamed(this.node, "columns").flatMap(({ children }) => children);
    return [...childrenNamed(this.node, "column"), ...lists].map((node) => this.partOf(node));
  }

  /** The column names of `columns="a, b"`. */
  list(name: string): readonly string[] {
    return this.required(name)
      .split(",")
      .map((each) => each.trim())
      .filter((each) => each !== "");
  }

  /** The table that an attribute names, quoted, with its schema where the change names one. */
  table(name = "tableName", schema = "schemaName"): string {
    return this.names.table(this.text(schema), this.required(name));
  }
}
