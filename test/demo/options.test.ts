import { describe, expect, test } from "vitest";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { choosePort } from "../../demo/choose-port.js";
import { readOptions } from "../../demo/options.js";

describe("readOptions", () => {
  test.each([
    [[], {}, { once: false, signIn: false, help: false, port: 3000 }],
    [["--once"], { PORT: "4000" }, { once: true, signIn: false, help: false, port: 4000 }],
    [["-h"], { PORT: "" }, { once: false, signIn: false, help: true, port: 3000 }],
    [["--sign-in"], {}, { once: false, signIn: true, help: false, port: 3000 }],
    [[], { PORT: "0" }, { once: false, signIn: false, help: false, port: 0 }],
  ])("%j with %j", (args, env, options) => {
    expect(readOptions(args, env)).toEqual(options);
  });

  test.each([
    [["--twice"], {}, "--twice"],
    [[], { PORT: "http" }, 'not "http"'],
    [[], { PORT: "70000" }, "from 0 to 65535"],
  ])("refuses %j with %j", (args, env, message) => {
    expect(() => readOptions(args, env)).toThrow(message);
  });
});

describe("choosePort", () => {
  test("finds a free one for 0", async () => {
    expect(await choosePort(0)).toBeGreaterThan(0);
  });

  test("says that a port is in use, and what to do", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      await expect(choosePort(port)).rejects.toThrow(`PORT=${port + 1} npm run demo`);
    } finally {
      server.close();
    }
  });
});
