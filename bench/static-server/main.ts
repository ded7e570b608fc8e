// Serves one file, with the headers of another server's answer, from the disk: what any page costs at the least.
import { createReadStream, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

const { FILE, HEADERS, PORT } = z
  .object({ FILE: z.string(), HEADERS: z.string(), PORT: z.coerce.number() })
  .parse(process.env);
const headers = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(HEADERS, "utf8")));

createServer((_request, response) => {
  stat(FILE)
    .then(({ size }) => {
      response.writeHead(200, { ...headers, "content-length": size });
      return pipeline(createReadStream(FILE), response);
    })
    .catch(() => response.destroy());
}).listen(PORT, "127.0.0.1");
