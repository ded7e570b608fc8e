import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGitRepository, gitTestEnvironment } from "../../test/support/git-repository.js";
import type { Benchmark } from "../benchmark.js";
import { interleave } from "../measure/interleave.js";
import { median } from "../measure/statistics.js";
import { against, inMs } from "../measure/table.js";

const cliMain = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const checkLimitMs = 500;
const startLimitMs = 500;

const policy = `version: 1
targets:
  web: { deploy: deploy, production: production }
jira: { projects: [STORY] }
issues: { statuses: [Ready to Deploy] }
`;

/** The command line itself, not through npm: against `git log`, and how soon small commands are done. */
export const cli: Benchmark = {
  databases: ["embedded"],
  async run({ rounds, folder, cleanup }) {
    const count = rounds ?? 15;
    const git = createGitRepository();
    cleanup.add(() => {
      git.remove();
      return undefined;
    });
    git.commit({ message: "Begin", files: { ".github/pre-deploy-checker.yml": policy } });
    git.branch("production");
    git.commits(
      Array.from({ length: 1000 }, (_, at) => ({
        message: `STORY-${(at % 600) + 1} Change number ${at}\n\nNobody could tell why.\n`,
        files: { [`src/file-${at % 200}.txt`]: `${at}\n` },
      })),
    );
    git.git("gc", "--quiet");
    writeFileSync(join(folder, "policy.yml"), policy);
    writeFileSync(join(folder, "message"), "STORY-1 Do it\n");

    const check = ["check", "--repo", git.dir, "--production", "production", "--head", "main", "--no-jira"];
    const [byGit = [], byCli = []] = await interleave(
      [
        () => time("git", ["log", "--format=%H%n%B", "production..main"], git.dir),
        () => time(process.execPath, [cliMain, ...check], folder),
      ],
      { rounds: count },
    );
    const small = {
      keys: ["keys", "--projects", "STORY"],
      "policy validate": ["policy", "validate", join(folder, "policy.yml")],
      "policy schema": ["policy", "schema"],
      "commit-msg": ["commit-msg", join(folder, "message")],
    };
    const measured = await interleave(
      [
        () => time(process.execPath, ["--eval", "0"], folder),
        ...Object.values(small).map((args) => () => time(process.execPath, [cliMain, ...args], git.dir)),
      ],
      { rounds: count },
    );
    const more = median(byCli) - median(byGit);
    return [
      {
        title: "`check --no-jira` on 1000 commits",
        head: ["git log", "check", "More"],
        rows: [[inMs(median(byGit)), inMs(median(byCli)), against(more, checkLimitMs, inMs)]],
      },
      {
        title: "Small commands, from start to end",
        head: ["Command", "Time"],
        rows: ["node alone", ...Object.keys(small)].map((name, at) => [
          name,
          against(median(measured[at] ?? []), startLimitMs, inMs),
        ]),
      },
    ];
  },
};

/** Milliseconds until a process has ended well. */
function time(command: string, args: readonly string[], cwd: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const options = { cwd, env: gitTestEnvironment, maxBuffer: 1 << 28 };
    const child = execFile(command, [...args], options, (error, _stdout, stderr) => {
      if (error === null) resolve(performance.now() - started);
      else reject(new Error(`${command} ${args.join(" ")}: ${stderr}`, { cause: error }));
    });
    child.stdin?.end('{"message": "STORY-1 Do it"}\n');
  });
}
