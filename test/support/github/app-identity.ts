import { generateKeyPairSync, randomBytes } from "node:crypto";
import { defaultEvents, defaultPermissions, type GitHubOptions } from "./options.js";
import type { AppIdentity } from "./world/world.js";

/** One key for all servers of a process: making one takes a good part of a second. */
let keys: { readonly privateKey: string; readonly publicKey: string } | null = null;

/** Registers the app, as GitHub's settings page would. */
export function createAppIdentity(options: GitHubOptions): AppIdentity {
  keys ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const slug = options.appSlug ?? "pre-deploy-checker";
  return {
    id: options.appId ?? 4242,
    slug,
    name: slug,
    clientId: `Iv1.${randomBytes(8).toString("hex")}`,
    clientSecret: randomBytes(20).toString("hex"),
    privateKeyPem: keys.privateKey,
    publicKeyPem: keys.publicKey,
    webhookSecret: options.webhookSecret ?? randomBytes(20).toString("hex"),
    permissions: options.permissions ?? defaultPermissions,
    events: options.events ?? defaultEvents,
  };
}
