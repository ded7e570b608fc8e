/** Variables as the process was given them; only those that {@link gitEnvironment} lists reach git. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How git is reached for a remote: handed over in the environment, never in arguments or on disk. */
export interface RemoteAccess {
  /** Without credentials. */
  readonly url: string;
  readonly token: string;
  /** Seconds without a byte after which git gives a transfer up. */
  readonly idleSeconds: number;
  /** How to find out what is here already; `noop` where single objects are asked for. */
  readonly negotiation: "consecutive" | "noop";
}

/** What git needs of its surroundings: its programs, proxies, certificates. Names in upper and lower case. */
const passed = [
  "PATH",
  "TMPDIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CURL_CA_BUNDLE",
];

/** Where git is usually found, should nobody have said. */
const defaultPath = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin";

/** The surroundings of every git process: English messages, no questions, no writing by the way. */
export function gitEnvironment(outside: Environment): Record<string, string> {
  const variables = pick(outside, [...passed, ...passed.map((name) => name.toLowerCase())]);
  return {
    PATH: defaultPath,
    ...variables,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
  };
}

/**
 * A mirror's processes see no configuration but their own, and never fetch lazily: each lazy fetch would be a
 * request of its own, and two at once fight for the configuration's lock. What is missing is fetched on purpose.
 */
export function mirrorEnvironment(outside: Environment, access: RemoteAccess | null): Record<string, string> {
  const base = {
    ...gitEnvironment(outside),
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_NO_LAZY_FETCH: "1",
  };
  return access === null ? base : { ...base, ...remoteConfiguration(access) };
}

/** A person's own clone: their home counts, because that is where `safe.directory` is configured. */
export function localEnvironment(outside: Environment): Record<string, string> {
  return { ...gitEnvironment(outside), ...pick(outside, ["HOME", "XDG_CONFIG_HOME", "USERPROFILE"]) };
}

function remoteConfiguration({ url, token, idleSeconds, negotiation }: RemoteAccess): Record<string, string> {
  const settings: [string, string][] = [
    ["remote.origin.url", url],
    ["http.followRedirects", "false"],
    ["fetch.negotiationAlgorithm", negotiation],
    ["http.lowSpeedLimit", "1"],
    ["http.lowSpeedTime", String(idleSeconds)],
  ];
  if (token !== "")
    settings.push([`http.${new URL(url).origin}/.extraHeader`, `Authorization: ${basic(token)}`]);
  const numbered = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    GIT_CONFIG_COUNT: String(settings.length),
    ...(Object.fromEntries(numbered) as Record<string, string>),
  };
}

/** GitHub takes an installation token as the password of this user. */
export function basic(token: string): string {
  return `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
}

function pick(outside: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = outside[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
