import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { eventually, startProduct } from "../start-product.js";

test("with another App's key the service lives, and says that it is not ready", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const another = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const product = await startProduct({ environment: { PRIVATE_KEY: another } });
  try {
    const refused = () =>
      product.github.requests.some(({ path, status }) => /\/app$/.test(path) && status === 401);
    await eventually("GitHub has been asked", refused);
    for (let look = 0; look < 2; look++) expect((await fetch(`${product.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
  } finally {
    await product.stop();
  }
});
