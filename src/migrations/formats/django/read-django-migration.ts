import type { Engine } from "../../engine.js";
import type { MigrationFile, ReadMigration } from "../../read-migration.js";
import type { ReadFormat } from "../format.js";
import { ControlFlow } from "../python/control-flow.js";
import { loadPythonParser, type ParsePython } from "../python/parse-python.js";
import { createScope } from "../python/scope.js";
import { Session } from "../python/session.js";
import { createSqlTarget } from "../python/sql-target.js";
import { StepList } from "../python/step-list.js";
import type { Statement } from "../python/syntax.js";
import { TooMuchWork } from "../python/too-much-work.js";
import { Unreadable } from "../python/unreadable.js";
import { type ClassValue, type Names, none, type Value } from "../python/value.js";
import { DjangoDomain } from "./django-domain.js";
import { fieldOperations } from "./operations/field-operations.js";
import { indexOperations } from "./operations/index-operations.js";
import { modelOperations } from "./operations/model-operations.js";
import { Operation } from "./operations/operation.js";
import { specialOperations } from "./operations/special-operations.js";
import { className } from "./schema/index-sql.js";
import { Models } from "./schema/models.js";
import { SchemaWriter } from "./schema/schema-writer.js";

/** "shop" of "shop/migrations/0001_initial.py": the app's label, unless its configuration says another. */
function appOf(path: string): string {
  const parts = path.split("/");
  const at = parts.lastIndexOf("migrations");
  return (at > 0 ? parts[at - 1] : undefined) ?? "app";
}

/** The class `Migration`, which Django looks for by its name. */
function migrationOf(module: Names): ClassValue | null {
  const value = module.names.get("Migration");
  return value?.type === "class" ? value : null;
}

const isDjangos = (base: Value): boolean =>
  base.type === "symbol" && /^django\.db\.(?:migrations\.)+Migration$/.test(base.path);

/** Runs the operations of a list, one that cannot be read not keeping the others from it. */
function runOperations(
  operations: Value | undefined,
  writer: SchemaWriter,
  session: Session,
  domain: DjangoDomain,
  line: number,
): void {
  const table = {
    ...modelOperations,
    ...fieldOperations,
    ...indexOperations,
    ...specialOperations(domain.handed(session)),
  };
  const runAll = (list: Value | undefined): void => {
    if (list?.type !== "list" || list.isOpen)
      writer.steps.unreadable(line, "the migration's operations are not all known");
    for (const item of list?.type === "list" ? list.items : []) {
      if (item.type !== "construct") {
        writer.steps.unreadable(line, "an operation of the migration is not known");
        continue;
      }
      writer.line = item.line;
      const name = className(item);
      session.attempt(item.line, () => {
        const run = Object.hasOwn(table, name) ? table[name] : undefined;
        if (run === undefined || item.ofClass !== null)
          throw new Unreadable(`${name}: what this operation does is not known`);
        try {
          run(new Operation(item, writer, session), runAll);
        } catch (error) {
          if (error instanceof Unreadable) throw new Unreadable(`${name}: ${error.message}`);
          if (!(error instanceof ControlFlow)) throw error;
        }
        return none;
      });
    }
  };
  runAll(operations);
}

function migrate(statements: readonly Statement[], path: string, engine: Engine): ReadMigration {
  const steps = new StepList();
  const target = createSqlTarget(engine);
  const models = new Models(appOf(path));
  const domain = new DjangoDomain(target, models);
  const session = new Session(domain, steps);
  const module = createScope();
  let inTransaction = true;
  try {
    session.run(statements, module);
    const migration = migrationOf(module);
    if (migration === null) {
      if (!/\/[_~][^/]*$/.test(path)) steps.unreadable(1, "the file has no class Migration");
    } else {
      const { names } = migration.scope;
      const atomic = names.get("atomic");
      inTransaction = !(atomic?.type === "boolean" && !atomic.truth);
      const operations = names.get("operations");
      if (names.has("apply")) steps.unreadable(migration.line, "it runs in a way of its own (apply)");
      // A squashed or merging migration may have none; one of a class of the application's own inherits them.
      if (operations === undefined && !migration.bases.every(isDjangos))
        steps.unreadable(migration.line, "the operations that it inherits are not in this file");
      if (operations !== undefined)
        runOperations(operations, new SchemaWriter(target, models, steps), session, domain, migration.line);
    }
  } catch (error) {
    if (error instanceof TooMuchWork) steps.unreadable(1, error.message);
    else if (error instanceof ControlFlow) steps.unreadable(1, "the file raises an error");
    else if (error instanceof RangeError) steps.unreadable(1, "the code is nested too deep to be read");
    else throw error;
  }
  return { format: "django", steps: steps.steps, inTransaction };
}

function read(file: MigrationFile, engine: Engine, parse: ParsePython): ReadMigration {
  const parsed = parse(file.text);
  if (parsed.ok) return migrate(parsed.statements, file.path, engine);
  return {
    format: "django",
    steps: [{ kind: "unreadable", line: parsed.line, reason: parsed.reason }],
    inTransaction: true,
  };
}

/** Loads the Python parser; what comes reads one file of an app's `migrations`. */
export async function loadDjangoFormat(): Promise<ReadFormat> {
  const parse = await loadPythonParser();
  return (file, engine) => read(file, engine, parse);
}
