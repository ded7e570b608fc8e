import type { Engine } from "../../engine.js";
import type { MigrationFile, ReadMigration } from "../../read-migration.js";
import type { ReadFormat } from "../format.js";
import { bodyOf, declare } from "./declare.js";
import { findMigrationClass, type MigrationClass } from "./migration-class.js";
import { ControlFlow } from "./ruby/control-flow.js";
import { loadRubyParser, type ParsedRuby, type ParseRuby } from "./ruby/parse-ruby.js";
import { Session } from "./ruby/session.js";
import { TooMuchWork } from "./ruby/too-much-work.js";
import type { Frame } from "./ruby/value.js";
import { createTarget } from "./sql/target.js";
import { StepWriter } from "./step-writer.js";

type Parsed = Extract<ParsedRuby, { ok: true }>;

/** Rails calls `change` or `up` by way of these. */
const overridden = ["initialize", "migrate", "exec_migration"] as const;

function migrate(parsed: Parsed, found: MigrationClass, session: Session, steps: StepWriter): void {
  const line = parsed.source.lineAt(found.node.location);
  const frame: Frame = { locals: new Map(), parent: null, self: { type: "migration" }, block: null };
  try {
    declare(
      parsed.program.statements.body.filter((node) => node !== found.node),
      frame,
      session,
    );
    for (const body of found.bodies) declare(bodyOf(body), frame, session);
    for (const name of overridden) {
      const own = session.method(name);
      if (own !== null)
        steps.unreadable(parsed.source.lineAt(own.location), `it runs in a way of its own (${name})`);
    }
    const method = session.method("change") ?? session.method("up");
    if (method === null) steps.unreadable(line, "the migration has neither change nor up");
    else
      session.discard(
        session.invoke(method, { receiver: frame.self, name: method.name, args: [], block: null, line }),
      );
  } catch (error) {
    if (error instanceof ControlFlow) return;
    if (error instanceof TooMuchWork) steps.unreadable(line, error.message);
    else if (error instanceof RangeError) steps.unreadable(line, "the code is nested too deep to be read");
    else steps.unreadable(line, `reading the code failed: ${String(error)}`);
  }
}

function read(file: MigrationFile, engine: Engine, parse: ParseRuby): ReadMigration {
  const parsed = parse(file.text);
  const failed = (line: number, reason: string): ReadMigration => ({
    format: "rails",
    steps: [{ kind: "unreadable", line, reason }],
    inTransaction: true,
  });
  if (!parsed.ok) return failed(parsed.line, parsed.reason);
  const found = findMigrationClass(parsed.program, file.path);
  if (found === null) return failed(1, "the file has no migration class");
  const steps = new StepWriter(found.onlineTool);
  const session = new Session(createTarget(engine, found.rails), steps, parsed.source);
  migrate(parsed, found, session, steps);
  return { format: "rails", steps: steps.steps, inTransaction: found.inTransaction };
}

/** Loads the Ruby parser; what comes reads one file of `db/migrate`. */
export async function loadRailsFormat(): Promise<ReadFormat> {
  const parse = await loadRubyParser();
  return (file, engine) => read(file, engine, parse);
}
