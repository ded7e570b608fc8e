import { changeRows } from "../python/change-rows.js";
import { isHarmless } from "../python/harmless.js";
import type { Domain, Interpreter } from "../python/interpreter.js";
import { textOf } from "../python/known.js";
import type { SqlTarget } from "../python/sql-target.js";
import { Unreadable } from "../python/unreadable.js";
import { type Call, type ConstructValue, host, none, unknown, type Value } from "../python/value.js";
import { connectionHosts } from "./rows/connection-hosts.js";
import { modelHost, rowSetHost } from "./rows/row-hosts.js";
import { deletes, inserts, isHarmlessOnRow, links, saves, updates } from "./rows/row-methods.js";
import type { Models } from "./schema/models.js";

const harmless =
  /^django\.(utils|conf|core\.(exceptions|files|serializers|validators)|template|db\.(models|migrations|utils|transaction\.atomic|router)|contrib\.auth\.hashers|apps\.apps\.(is_installed|get_app_config|app_configs))\b/;
/** A model of the application's own code: "shop.models.Order". */
const ownModel = /(?:^|\.)(\w+)\.models(?:\.\w+)*\.([A-Z]\w*)$/;

/** What Django's and the application's names mean in a migration. */
export class DjangoDomain implements Domain {
  readonly target: SqlTarget;
  readonly models: Models;
  #hosts: { connection: Value; editor: Value } | null = null;

  constructor(target: SqlTarget, models: Models) {
    this.target = target;
    this.models = models;
  }

  /** What RunPython gives its function: the historical models, and the schema editor. */
  handed(interpreter: Interpreter): readonly [Value, Value] {
    return [this.#apps(interpreter), this.#connections(interpreter).editor];
  }

  symbol(path: string, interpreter: Interpreter): Value | undefined {
    if (path === "django.db.connection") return this.#connections(interpreter).connection;
    if (path === "django.db.connections")
      return host({
        name: "connections",
        isDatabase: true,
        attribute: () => undefined,
        call: () => undefined,
        iterated: () => this.#connections(interpreter).connection,
      });
    if (path === "django.apps.apps") return this.#apps(interpreter);
    const manager = /^(.*)\.(?:objects|_default_manager|_base_manager)$/.exec(path);
    const found = ownModel.exec(manager?.[1] ?? "");
    if (found === null || path.startsWith("django.db.")) return undefined;
    const [, app = "", name = ""] = found;
    return rowSetHost({ name, table: this.models.tableOf(app, name) }, interpreter);
  }

  call({ path, args, line, owner }: ConstructValue, interpreter: Interpreter): Value | undefined {
    const [first] = args.positional;
    if (/^tqdm\b/.test(path) && first !== undefined) return first;
    if (path.endsWith("call_command")) throw new Unreadable(`${path}: what it does is not known`);
    if (path === "django.db.transaction.on_commit" && first !== undefined)
      return interpreter.call(first, { args: { ...args, positional: [] }, line });
    if (path === "django.core.paginator.Paginator" && first !== undefined) return first;
    // `Model.field.through.objects`, `get_user_model().objects`: rows of a table that the code does not name.
    const method = path.slice(path.lastIndexOf(".") + 1);
    if (
      /\.(objects|_default_manager)\.\w+$/.test(path) &&
      (owner !== null || path.startsWith("django.model."))
    )
      return interpreter.call(
        {
          type: "method",
          owner: rowSetHost({ name: path.slice(0, -method.length - 1), table: null }, interpreter),
          name: method,
        },
        { args, line },
      );
    if (path === "django.contrib.auth.get_user_model")
      return modelHost({ name: "User", table: "auth_user" }, interpreter);
    return isHarmless(path) ? unknown(path) : undefined;
  }

  /** Of these names no other object has the like, so that they count on what is not known, too. */
  method(owner: Value, name: string, { line }: Call, interpreter: Interpreter): Value | undefined {
    if (owner.type !== "unknown") return undefined;
    const says = { line, call: `${owner.what}.${name}()`, table: null };
    const isRelated = owner.ofRow && (links.has(name) || name === "create" || name === "update");
    if (
      saves.has(name) ||
      name.startsWith("bulk_") ||
      isRelated ||
      (inserts.has(name) && name !== "create") ||
      (owner.ofRow && deletes.has(name))
    ) {
      const verb =
        deletes.has(name) || ["remove", "clear"].includes(name)
          ? "delete"
          : inserts.has(name) || name === "add" || name === "set"
            ? "insert"
            : "update";
      changeRows({ ...says, verb }, interpreter);
      return unknown(name, null, true);
    }
    if (owner.ofRow && (updates.has(name) || deletes.has(name)))
      return unknown(name, { line, what: says.call }, true);
    if (owner.ofRow && isHarmlessOnRow.has(name)) return unknown(name, null, true);
    if (owner.ofRow) return unknown(`${owner.what}.${name}`, null, true);
    return undefined;
  }

  perform({ path, owner, line }: ConstructValue, interpreter: Interpreter): boolean {
    const method = path.slice(path.lastIndexOf(".") + 1);
    if (saves.has(method) && owner !== null) {
      changeRows({ line, call: path, verb: "insert", table: null }, interpreter);
      return true;
    }
    return isHarmless(path) || harmless.test(path);
  }

  #connections(interpreter: Interpreter): { connection: Value; editor: Value } {
    this.#hosts ??= connectionHosts(this.target, interpreter);
    return this.#hosts;
  }

  #apps(interpreter: Interpreter): Value {
    return host({
      name: "apps",
      isDatabase: true,
      attribute: () => undefined,
      call: (name, { args }) => {
        if (name !== "get_model" && name !== "get_registered_model")
          return name === "__exit__" ? none : unknown(name);
        const label = textOf(args.positional[0] ?? args.named.get("app_label"));
        const model = textOf(args.positional[1] ?? args.named.get("model_name"));
        const parts: readonly (string | undefined)[] =
          model === null ? (label?.split(".") ?? []) : [label ?? undefined, model];
        const [app, ownName] = parts;
        if (ownName === undefined) return modelHost({ name: "a model", table: null }, interpreter);
        const table = app === undefined ? null : this.models.tableOf(app, ownName);
        return modelHost({ name: ownName, table }, interpreter);
      },
    });
  }
}
