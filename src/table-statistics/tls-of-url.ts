import { readFileSync } from "node:fs";
import { GatheringFailed } from "./gathering-failed.js";

/** How a connection is secured; `certificates` are PEM texts. */
export interface TlsChoice {
  /** `prefer`: without TLS where the server has none. */
  readonly use: "never" | "prefer" | "always";
  readonly verify: "nothing" | "certificate" | "certificate and host";
  readonly certificates: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

const modes: Readonly<Record<string, Pick<TlsChoice, "use" | "verify">>> = {
  disable: { use: "never", verify: "nothing" },
  allow: { use: "prefer", verify: "nothing" },
  prefer: { use: "prefer", verify: "nothing" },
  "no-verify": { use: "always", verify: "nothing" },
  require: { use: "always", verify: "certificate and host" },
  "verify-ca": { use: "always", verify: "certificate" },
  "verify-full": { use: "always", verify: "certificate and host" },
};
/** As MySQL's own clients spell them. */
const synonyms: Readonly<Record<string, string>> = {
  disabled: "disable",
  preferred: "prefer",
  required: "require",
  "verify-identity": "verify-full",
};

/**
 * From the URL's `sslmode` (MySQL: `ssl-mode`), `sslrootcert` (`ssl-ca`), `sslcert` (`ssl-cert`) and `sslkey`
 * (`ssl-key`). Stricter than the databases' clients: `require` verifies too, and so does a URL that names no mode,
 * unless the server is on this machine.
 *
 * @throws GatheringFailed
 */
export function tlsOfUrl({ searchParams, hostname }: URL): TlsChoice {
  const given = searchParams.get("sslmode") ?? searchParams.get("ssl-mode");
  const name = given?.toLowerCase().replaceAll("_", "-") ?? (isLocal(hostname) ? "disable" : "verify-full");
  const mode = modes[synonyms[name] ?? name];
  if (mode === undefined)
    throw new GatheringFailed(`its URL's sslmode is none of ${Object.keys(modes).join(", ")}`, {
      retryable: false,
    });
  const ca = readPem(searchParams.get("sslrootcert") ?? searchParams.get("ssl-ca"), "CA certificate");
  const cert = readPem(searchParams.get("sslcert") ?? searchParams.get("ssl-cert"), "client certificate");
  const key = readPem(searchParams.get("sslkey") ?? searchParams.get("ssl-key"), "client key");
  return {
    ...mode,
    certificates: {
      ...(ca === null ? {} : { ca }),
      ...(cert === null ? {} : { cert }),
      ...(key === null ? {} : { key }),
    },
  };
}

function isLocal(hostname: string): boolean {
  return /^(|localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function readPem(path: string | null, what: string): string | null {
  if (path === null || path === "") return null;
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new GatheringFailed(`the ${what} that its URL names cannot be read`, { retryable: false, cause });
  }
}
