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
import { AlembicDomain } from "./alembic-domain.js";

const noArguments = { positional: [], named: new Map<string, never>(), isOpen: false };

function migrate(statements: readonly Statement[], path: string, engine: Engine): ReadMigration {
  const steps = new StepList();
  const session = new Session(new AlembicDomain(createSqlTarget(engine)), steps);
  const module = createScope();
  try {
    session.run(statements, module);
    const upgrade = module.names.get("upgrade");
    if (upgrade?.type === "function") session.invoke(upgrade.code, noArguments);
    // A package's own file is no migration.
    else if (!/(^|\/)__init__\.py$/.test(path)) steps.unreadable(1, "the file has no function upgrade");
  } catch (error) {
    if (error instanceof TooMuchWork) steps.unreadable(1, error.message);
    else if (error instanceof RangeError) steps.unreadable(1, "the code is nested too deep to be read");
    else if (!(error instanceof ControlFlow)) throw error;
  }
  return { format: "alembic", steps: steps.steps, inTransaction: true };
}

function read(file: MigrationFile, engine: Engine, parse: ParsePython): ReadMigration {
  const parsed = parse(file.text);
  if (parsed.ok) return migrate(parsed.statements, file.path, engine);
  return {
    format: "alembic",
    steps: [{ kind: "unreadable", line: parsed.line, reason: parsed.reason }],
    inTransaction: true,
  };
}

/** Loads the Python parser; what comes reads one file of `versions`. */
export async function loadAlembicFormat(): Promise<ReadFormat> {
  const parse = await loadPythonParser();
  return (file, engine) => read(file, engine, parse);
}
