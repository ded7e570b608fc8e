import { CalibrationFailed } from "./calibration-failed.js";
import type { ScratchSpace } from "./scratch-space.js";

/** By the URL's scheme; a driver is loaded only for its own. */
const kinds: Readonly<Record<string, (url: string) => Promise<ScratchSpace>>> = {
  "postgres:": async (url) => (await import("./postgres/open-postgres.js")).openPostgres(url),
  "postgresql:": async (url) => (await import("./postgres/open-postgres.js")).openPostgres(url),
  "mysql:": async (url) => (await import("./mysql/open-mysql.js")).openMysql(url),
  "mariadb:": async (url) => (await import("./mysql/open-mysql.js")).openMysql(url),
};

/** Connects to a server that may be measured, and writes nothing yet. @throws CalibrationFailed */
export async function openScratchSpace(url: string): Promise<ScratchSpace> {
  const open = URL.canParse(url) ? kinds[new URL(url).protocol] : undefined;
  if (open === undefined)
    throw new CalibrationFailed("the URL of the database begins with neither postgres:// nor mysql://");
  return open(url);
}
