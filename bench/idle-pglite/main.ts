// What PGlite takes by itself: made and opened as the app does at its first start, and asked once.
import { createServer } from "node:http";
import { PGlite } from "@electric-sql/pglite";

const folder = process.env["FOLDER"] ?? "";
await (await PGlite.create(folder)).close();
const pglite = await PGlite.create(folder);
await pglite.query("select 1");
createServer((_request, response) => response.end()).listen(Number(process.env["PORT"]), "127.0.0.1");
