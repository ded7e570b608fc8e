import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

export interface MariadbBinaries {
  /** `mariadbd` or `mysqld`. */
  readonly server: string;
  /** The SQL that makes the system tables: what `mariadb-install-db`, which is in another package, would run. */
  readonly systemTables: string;
}

/** As releases up to 10 and from 11 call them. */
const prefixes = ["mysql", "mariadb"];
const scripts = ["system_tables.sql", "performance_tables.sql"];

/** MariaDB's server, as Debian's mariadb-server-core brings it: on the PATH or in an sbin folder; null: none is here. */
export function findMariadb(path = process.env["PATH"] ?? ""): MariadbBinaries | null {
  const folders = [...path.split(delimiter), "/usr/sbin", "/usr/local/sbin", "/usr/libexec"];
  for (const folder of folders) {
    for (const name of ["mariadbd", "mysqld"]) {
      const server = join(folder, name);
      const systemTables = existsSync(server) ? findSystemTables(dirname(folder)) : null;
      if (systemTables !== null) return { server, systemTables };
    }
  }
  return null;
}

/** MySQL has no such scripts, so that only a MariaDB is found. */
function findSystemTables(root: string): string | null {
  for (const share of ["share/mysql", "share/mariadb"]) {
    for (const prefix of prefixes) {
      const files = scripts.map((script) => join(root, share, `${prefix}_${script}`));
      if (!files.every((file) => existsSync(file))) continue;
      return [
        "create database mysql;\nuse mysql;\n",
        ...files.map((file) => readFileSync(file, "utf8")),
      ].join("");
    }
  }
  return null;
}
