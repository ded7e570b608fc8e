import { urlOf } from "./formats.js";
import type { SettingsMistake } from "./invalid-settings.js";
import { collectNamedSources, isPlainHttp, type NamedSource, type SourceKind } from "./named-sources.js";
import type { Environment } from "./read-variables.js";

/** What says who is on call, by the name that policies give: `on-call: { source: primary }`. */
export type OnCallSettings = NamedSource;

const kind: SourceKind = {
  prefix: "ON_CALL",
  url: urlOf("https:", "http:").refine(
    (value) => !isPlainHttp(value),
    "is plain http, which is for this machine only: write https://",
  ),
  about: {
    URL: {
      about: "What answers who is on call.",
      example: "https://rota.example.com/on-call.json",
    },
    REPOSITORIES: {
      about: "The repositories whose policies may ask it.",
      example: "acme/web,acme/billing",
    },
  },
};

/** Every ON_CALL_<NAME>_URL with its ON_CALL_<NAME>_REPOSITORIES, by name. */
export function collectOnCall(environment: Environment): {
  readonly onCall: readonly OnCallSettings[];
  readonly mistakes: readonly SettingsMistake[];
} {
  const { sources, mistakes } = collectNamedSources(environment, kind);
  return { onCall: sources, mistakes };
}
