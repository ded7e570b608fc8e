import { changeRows } from "../python/change-rows.js";
import { isHarmless } from "../python/harmless.js";
import type { Domain, Interpreter } from "../python/interpreter.js";
import { textOf } from "../python/known.js";
import type { SqlTarget } from "../python/sql-target.js";
import { type Call, type ConstructValue, none, unknown, type Value } from "../python/value.js";
import { OpHosts } from "./op-host.js";
import { connectionHost } from "./rows/connection-host.js";
import { execute } from "./rows/execute.js";
import { sessionHost } from "./rows/session-host.js";
import { tableOf } from "./rows/statement.js";
import { columnType, enumValues, lastName } from "./schema/column-type.js";

const writes = new Set([
  "add_all",
  "bulk_save_objects",
  "bulk_insert_mappings",
  "bulk_update_mappings",
  "bulk_insert",
]);

/** Connections that the code makes by itself, and what it does with them. */
const connects = /^sqlalchemy\b.*\.(?:create_engine|engine_from_config)\b/;

/** What Alembic's, SQLAlchemy's and the application's names mean in a migration. */
export class AlembicDomain implements Domain {
  readonly target: SqlTarget;
  #hosts: { readonly connection: Value; readonly hosts: OpHosts } | null = null;

  constructor(target: SqlTarget) {
    this.target = target;
  }

  symbol(path: string, interpreter: Interpreter): Value | undefined {
    if (path === "alembic.op") return this.#of(interpreter).hosts.op;
    return path === "alembic.context" ? this.#of(interpreter).hosts.context() : undefined;
  }

  call(construct: ConstructValue, interpreter: Interpreter): Value | undefined {
    const { path, args, line, owner } = construct;
    const [first] = args.positional;
    const name = lastName(path);
    const { connection } = this.#of(interpreter);
    const isSession = (name === "Session" || name === "scoped_session") && !path.includes(".Session.");
    // sessionmaker(bind=...)(), Session(bind=...)
    if ((isSession && /sqlalchemy|sqlmodel|^builtins|\bdb\b/.test(path)) || name === "sessionmaker")
      return sessionHost(interpreter, connection);
    if (
      name === "inspect" ||
      name === "from_engine" ||
      name === "Inspector" ||
      path.endsWith("Inspector.from_engine")
    )
      return unknown("inspector");
    if (name === "create" || name === "drop") return this.#createOrDrop(construct, interpreter);
    if (/^tqdm\b/.test(path) && first !== undefined) return first;
    if (owner !== null && (name === "execute" || name === "scalar") && first?.type === "host") {
      execute(owner, { args, line }, interpreter);
      return unknown(name);
    }
    // `MetaData(bind=...)`, `Table("x", meta, autoload_with=connection)`: nothing is sent that changes anything.
    if (connects.test(path)) return undefined;
    if (/^sqlalchemy\b/.test(path)) return name === "reflect" ? none : construct;
    return isHarmless(path) ? unknown(path) : undefined;
  }

  method(owner: Value, name: string, { line }: Call, interpreter: Interpreter): Value | undefined {
    if (owner.type !== "unknown" || !writes.has(name)) return undefined;
    changeRows(
      {
        line,
        call: `${owner.what}.${name}()`,
        verb: name.includes("update") ? "update" : "insert",
        table: null,
      },
      interpreter,
    );
    return unknown(name);
  }

  perform({ path, ofClass }: ConstructValue): boolean {
    if (connects.test(path)) return false;
    return isHarmless(path) || ofClass !== null || /^sqlalchemy(?!_utils)\b/.test(path);
  }

  /** `sa.Enum(...).create(op.get_bind())`, `table.drop(bind)`. */
  #createOrDrop({ path, owner, line }: ConstructValue, interpreter: Interpreter): Value | undefined {
    if (owner?.type !== "construct") return undefined;
    const verb = lastName(path) === "create" ? "CREATE" : "DROP";
    const { target } = this;
    const kind = lastName(owner.path);
    if (kind.toUpperCase() === "ENUM") {
      if (!target.isPostgres) return none;
      const name = columnType(owner, target);
      const values = (enumValues(owner) ?? ["?"]).map((value) => target.text(value)).join(", ");
      interpreter.steps.sql(
        line,
        verb === "CREATE" ? `CREATE TYPE ${name} AS ENUM (${values})` : `DROP TYPE ${name}`,
      );
      return none;
    }
    const table = kind === "Table" ? tableOf(owner) : null;
    if (table !== null && verb === "DROP") {
      interpreter.steps.sql(line, `DROP TABLE ${target.table(table)}`);
      return none;
    }
    if (table !== null) {
      const { args } = owner;
      const columns = args.positional.filter(
        (one) => one.type === "construct" && lastName(one.path) !== "MetaData",
      );
      const call = { args: { ...args, positional: [args.positional[0] ?? none, ...columns] }, line };
      return interpreter.call(
        { type: "method", owner: this.#of(interpreter).hosts.op, name: "create_table" },
        call,
      );
    }
    if (kind === "Sequence" || kind === "CreateSequence") {
      const name = textOf(owner.args.positional[0]);
      if (name !== null && target.isPostgres)
        interpreter.steps.sql(line, `${verb} SEQUENCE ${target.name(name)}`);
      return name === null ? undefined : none;
    }
    return undefined;
  }

  #of(interpreter: Interpreter): { readonly connection: Value; readonly hosts: OpHosts } {
    if (this.#hosts !== null) return this.#hosts;
    const connection = connectionHost(this.target, interpreter);
    this.#hosts = { connection, hosts: new OpHosts(this.target, interpreter, connection) };
    return this.#hosts;
  }
}
