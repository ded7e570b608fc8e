import type { Value } from "../javascript/language/value.js";
import { n8nEntries } from "./n8n-context.js";
import { QueryRunner } from "./query-runner.js";

/** What `up` is given: TypeORM's QueryRunner, which here also has what n8n's migrations take from theirs. */
export class MigrationContext extends QueryRunner {
  override get(name: string): Value {
    const entry = n8nEntries(new QueryRunner(this.interpreter, this.target)).find(([key]) => key === name);
    return entry === undefined ? super.get(name) : entry[1];
  }
}
