import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct } from "../start-product.js";
import { agree, Visitor } from "./visitor.js";

let product: Product;

beforeAll(async () => {
  product = await startProduct({ signIn: true });
  product.github.createUser("ada");
});
afterAll(() => product.stop());

/** Comes back from GitHub through a proxy that says which address it was asked from. */
async function comeBack(visitor: Visitor, location: string, from: string): Promise<Response> {
  const { pathname, search } = new URL(location);
  return visitor.get(`${pathname}${search}`, { "x-forwarded-for": `6.6.6.6, ${from}` });
}

async function begin(visitor: Visitor): Promise<string> {
  return (await visitor.get("/login/github")).headers.get("location") ?? "";
}

test("one address that tries codes all the time keeps nobody else from signing in", async () => {
  const rude = new Visitor(product.url);
  const state = new URL(await begin(rude)).searchParams.get("state") ?? "";
  const tries = await Promise.all(
    Array.from({ length: 260 }, async (_, count) => {
      // A cookie can be sent as often as one likes.
      const answer = await comeBack(
        rude.clone(),
        `${product.url}/auth/callback?code=${count}&state=${state}`,
        "203.0.113.9",
      );
      return {
        status: answer.status,
        retryAfter: answer.headers.get("retry-after"),
        text: await answer.text(),
      };
    }),
  );
  const refused = tries.filter(({ status }) => status === 429);
  expect(tries.filter(({ status }) => status === 400)).toHaveLength(240);
  expect(refused).toHaveLength(20);
  expect(Number(refused[0]?.retryAfter)).toBeGreaterThan(0);
  expect(refused[0]?.text).toContain("Try again in a minute.");

  for (const [from, status] of [
    ["203.0.113.9", 429],
    ["198.51.100.7", 303],
  ] as const) {
    const ada = new Visitor(product.url);
    const answer = await comeBack(ada, await agree(await begin(ada), "ada"), from);
    expect([from, answer.status]).toEqual([from, status]);
  }
});
