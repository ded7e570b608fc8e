import type { MigrationFile, ReadMigration } from "../../read-migration.js";
import { ControlFlow } from "./language/control-flow.js";
import type { Interpreter } from "./language/interpreter.js";
import { parseJavaScript } from "./language/parse-javascript.js";
import { Session, type Surroundings } from "./language/session.js";
import { TooMuchWork } from "./language/too-much-work.js";
import { NearbyFiles } from "./nearby-files.js";
import { StepWriter } from "./step-writer.js";

/** What a framework makes of a file. */
export interface Framework {
  readonly format: string;
  /** What imports give. */
  readonly surroundings: (interpreter: Interpreter) => Surroundings;
  /** Runs the migration of a loaded file; null: there is none in it. */
  readonly migrate: (session: Session) => { readonly inTransaction: boolean } | null;
}

/** Reads a file of JavaScript or TypeScript. Never throws: what cannot be followed is an unreadable step. */
export function readJavaScript(
  { path, text }: MigrationFile,
  others: ReadonlyMap<string, string>,
  { format, surroundings, migrate }: Framework,
): ReadMigration {
  const steps = new StepWriter();
  const nearby = new NearbyFiles(others);
  const parsed = parseJavaScript(text);
  if (!parsed.ok) {
    steps.unreadable(parsed.line, parsed.reason);
    return { format, steps: steps.steps, inTransaction: true };
  }
  const session = new Session(steps, { path, nearby }, (interpreter) => surroundings(interpreter));
  let inTransaction = true;
  try {
    session.load(parsed.file);
    const done = migrate(session);
    if (done === null) steps.unreadable(1, "the file has no up");
    else ({ inTransaction } = done);
  } catch (error) {
    if (error instanceof TooMuchWork) steps.unreadable(session.line, error.message);
    else if (error instanceof RangeError)
      steps.unreadable(session.line, "the code is nested too deep to be read");
    else if (!(error instanceof ControlFlow))
      steps.unreadable(session.line, `reading the code failed: ${String(error)}`);
  }
  const { wanted } = nearby;
  return { format, steps: steps.steps, inTransaction, ...(wanted.length === 0 ? {} : { wants: wanted }) };
}
