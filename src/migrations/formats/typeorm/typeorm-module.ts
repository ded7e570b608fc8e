import { Native, Obj, Unknown, type Value } from "../javascript/language/value.js";

const options = new Set([
  "Table",
  "TableColumn",
  "TableIndex",
  "TableForeignKey",
  "TableUnique",
  "TableCheck",
  "TableExclusion",
]);

/** What finds or makes a connection by itself. */
const connecting = [
  ...["DataSource", "createConnection", "createConnections", "getConnection", "getConnectionManager"],
  ...["getManager", "getRepository", "getTreeRepository", "getCustomRepository", "createQueryBuilder"],
];

/** TypeORM's classes that only hold what they are given; undefined: the module is another one. */
export function typeOrmModule(source: string): Value {
  if (source !== "typeorm" && !source.endsWith("/typeorm")) return undefined;
  const made = new Obj(
    [...options].map((name) => [
      name,
      new Native(name, ([given]) => {
        if (!(given instanceof Obj)) return given ?? new Obj();
        const copy = new Obj(given.entries);
        copy.open = given.open;
        copy.entries.set("clone", new Native("clone", () => new Obj(copy.entries)));
        return copy;
      }),
    ]),
  );
  for (const name of connecting) made.entries.set(name, new Unknown(name, { acts: true }));
  made.entries.set("default", new Unknown("typeorm"));
  return made;
}
