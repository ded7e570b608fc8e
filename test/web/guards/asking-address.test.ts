import { Hono } from "hono";
import { expect, test } from "vitest";
import { askingAddress } from "../../../src/web/guards/asking-address.js";

const app = new Hono();
app.get("/", (context) => context.text(askingAddress(context)));

/** Whom a request is counted for that comes from an address, with what proxies have said. */
async function counted(remoteAddress: string, forwarded?: string): Promise<string> {
  const socket = { remoteAddress, remotePort: 1, remoteFamily: "IPv4" };
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return (await app.request("/", { headers }, { incoming: { socket } })).text();
}

test.each<[remote: string, forwarded: string | undefined, counted: string]>([
  ["203.0.113.9", undefined, "203.0.113.9"],
  // Somebody from outside may write what they like.
  ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["::ffff:203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["::ffff:10.1.2.3", "6.6.6.6, 198.51.100.1", "198.51.100.1"],
  ["fd00::7", "198.51.100.1,2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"],
  ["10.0.0.1", undefined, "10.0.0.1"],
  ["2001:db8::7", undefined, "2001:db8:0:0::/64"],
  ["2001:DB8:0:0:ffff::1", undefined, "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "2001:db8::1", "2001:db8:0:0::/64"],
])("%s, passed on for %s: %s", async (remote, forwarded, expected) => {
  expect(await counted(remote, forwarded)).toBe(expected);
});
