import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FloorSettings } from "./settings.js";

const run = promisify(execFile);
const deploy = "refs/mirror/deploy";
const production = "refs/mirror/production";

/** Brings the repository's bare, blobless mirror up to date, and answers the log of production..head. */
export async function fetchRange(settings: FloorSettings, name: string, head: string): Promise<string> {
  const directory = join(settings.folder, `${name.replace("/", "-")}.git`);
  if (!existsSync(directory)) await createMirror(directory);
  const { url, token } = settings.github;
  const credentials = Buffer.from(`x-access-token:${token}`).toString("base64");
  await git(
    directory,
    [
      "fetch",
      "--quiet",
      "--no-tags",
      "--no-write-fetch-head",
      "--no-auto-maintenance",
      "--no-show-forced-updates",
      "origin",
      `+refs/heads/deploy:${deploy}`,
      `+refs/heads/production:${production}`,
    ],
    {
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "remote.origin.url",
      GIT_CONFIG_VALUE_0: `${url}/${name}.git`,
      GIT_CONFIG_KEY_1: `http.${url}/.extraHeader`,
      GIT_CONFIG_VALUE_1: `Authorization: Basic ${credentials}`,
    },
  );
  return git(directory, [
    "log",
    "-z",
    "--format=%H%x00%an%x00%ae%x00%cI%x00%B",
    head,
    `^${production}`,
    "--",
  ]);
}

async function createMirror(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  await git(directory, ["init", "--quiet", "--bare", "."]);
  const settings = [
    ["extensions.partialClone", "origin"],
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialclonefilter", "blob:none"],
    ["gc.auto", "0"],
  ] as const;
  for (const [key, value] of settings) await git(directory, ["config", key, value]);
}

async function git(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run("git", [...args], {
    cwd: directory,
    maxBuffer: 1 << 28,
    env: {
      PATH: process.env["PATH"],
      HOME: "/nonexistent",
      LC_ALL: "C",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0",
      ...environment,
    },
  });
  return stdout;
}
