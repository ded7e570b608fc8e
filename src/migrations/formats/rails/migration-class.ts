import {
  CallNode,
  ClassNode,
  DefNode,
  FloatNode,
  ModuleNode,
  type Node,
  type ProgramNode,
} from "@ruby/prism";
import { bodyOf } from "./declare.js";
import { constantPath } from "./ruby/variable-rules.js";

/** The class of a file that is the migration. */
export interface MigrationClass {
  readonly node: ClassNode;
  /** Its own, and those that open it again: what is defined last counts. */
  readonly bodies: readonly (Node | null)[];
  readonly rails: { readonly major: number; readonly minor: number };
  readonly inTransaction: boolean;
  /** The tool that takes its ALTERs over, where the class asks for one. */
  readonly onlineTool: string | null;
}

/** Migrations that name no version are those of Rails 4.2 and older. */
const unversioned = { major: 4, minor: 2 };
/** A base class of the application's own: nothing tells on which version it rests. */
const latest = { major: 8, minor: 0 };

function classes(statements: readonly Node[]): ClassNode[] {
  return statements.flatMap((node) =>
    node instanceof ClassNode ? [node] : node instanceof ModuleNode ? classes(bodyOf(node.body)) : [],
  );
}

function superclassOf({ superclass }: ClassNode): { path: string; version: MigrationClass["rails"] | null } {
  if (superclass === null) return { path: "", version: null };
  if (!(superclass instanceof CallNode)) return { path: constantPath(superclass) ?? "", version: null };
  const [argument] = superclass.arguments_?.arguments_ ?? [];
  const path = superclass.receiver === null ? "" : (constantPath(superclass.receiver) ?? "");
  if (!(argument instanceof FloatNode)) return { path, version: null };
  const major = Math.floor(argument.value);
  return { path, version: { major, minor: Math.round((argument.value - major) * 10) } };
}

const calls = ({ body }: ClassNode, name: string): boolean =>
  bodyOf(body).some((node) => node instanceof CallNode && node.receiver === null && node.name === name);

const defines = ({ body }: ClassNode): boolean =>
  bodyOf(body).some((node) => node instanceof DefNode && (node.name === "change" || node.name === "up"));

/** "AddIndex" and "20260101_add_index.rb" are both "addindex": acronyms are spelt in ways that only the application knows. */
const spelt = (name: string): string =>
  name.replace(/^.*\//, "").replace(/\.rb$/, "").replace(/^\d+_/, "").replaceAll("_", "").toLowerCase();

/**
 * The class that derives from a migration, or else one that has `change` or `up`: of several the one that the file is
 * named for, which Rails runs. Null: there is none.
 */
export function findMigrationClass(program: ProgramNode, path: string): MigrationClass | null {
  const all = classes(program.statements.body);
  const migrations = all.filter((one) => superclassOf(one).path.includes("Migration"));
  const likely = migrations.length > 0 ? migrations : all.filter(defines);
  const node = likely.find(({ name }) => spelt(name) === spelt(path)) ?? likely[0];
  if (node === undefined) return null;
  const { path: superclass, version } = superclassOf(node);
  const isRails = superclass === "ActiveRecord::Migration";
  const usesPercona = calls(node, "uses_departure!") || superclass.includes("PtOsc");
  return {
    node,
    bodies: all.filter(({ name }) => name === node.name).map(({ body }) => body),
    rails: isRails ? (version ?? unversioned) : latest,
    inTransaction: !calls(node, "disable_ddl_transaction!"),
    onlineTool: usesPercona ? "pt-online-schema-change" : null,
  };
}
