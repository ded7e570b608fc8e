import { BlockList, isIP, isIPv6 } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Addresses that only a machine of one's own network asks from: a proxy in front of the service, say. */
const near = new BlockList();
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
  ["100.64.0.0", 10],
] as const)
  near.addSubnet(network, prefix, "ipv4");
near.addAddress("::1", "ipv6");
near.addSubnet("fc00::", 7, "ipv6");
near.addSubnet("fe80::", 10, "ipv6");

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The address that a request comes from, for counting. A proxy of the own network is believed whom it says that it
 * asks for: the last address of X-Forwarded-For, as all before it is what the asker wrote. Of an IPv6 address, the
 * network: whoever has one has all of it.
 */
export function askingAddress(context: Context): string {
  const remote = plain(getConnInfo(context).remote.address ?? "");
  if (isIP(remote) === 0 || !near.check(remote, isIPv6(remote) ? "ipv6" : "ipv4")) return networkOf(remote);
  const named = plain(context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "");
  return networkOf(isIP(named) === 0 ? remote : named);
}

function plain(address: string): string {
  const bare = address.replace(/%.*$/, "");
  return mapped.exec(bare)?.[1] ?? bare;
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  // What "::" leaves out is zeros.
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill("0");
  return `${[...first, ...zeros, ...last].slice(0, 4).join(":")}::/64`;
}

function groupsOf(part: string): readonly string[] {
  return part === "" ? [] : part.split(":");
}
