import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { CalibrateOptions } from "./commands/calibrate.js";
import type { CheckOptions } from "./commands/check.js";
import type { CommitMsgOptions } from "./commands/commit-msg.js";
import type { EstimateOptions } from "./commands/estimate.js";
import type { KeysOptions } from "./commands/keys.js";
import type { ExitCode } from "./exit-code.js";
import { parseProjects } from "./parse-projects.js";
import type { Terminal } from "./terminal.js";

/**
 * Declares the commands. What a command does lies in its file under `commands/` and is loaded when it runs,
 * so that the small ones start at once and none loads what it does not use.
 */
export function createProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command("pre-deploy-checker")
    .description("Says whether a deploy may ship, from its commits, its Jira issues and its policy.")
    .version(readVersion(), "-V, --version", "print the version")
    .addHelpText(
      "after",
      "\nExit status: 0 success, 1 failure (a rule is broken), 2 could not tell or wrong usage.",
    )
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError("(add --help for the options and examples)")
    .exitOverride();

  declareCheck(program, terminal, finish);
  declareEstimate(program, terminal, finish);
  declareCalibrate(program, terminal, finish);
  declareKeys(program, terminal, finish);
  declarePolicy(program, terminal, finish);
  declareCommitMsg(program, terminal, finish);
  declareDeployKey(program, terminal, finish);
  return program;
}

type Declare = (program: Command, terminal: Terminal, finish: (code: ExitCode) => void) => void;

const declareCheck: Declare = (program, terminal, finish) => {
  program
    .command("check")
    .summary("run the checks against a local clone")
    .description(
      "Runs the checks on the commits between production and a head, in a local clone that is only read.\n" +
        "Jira is asked as the environment says (JIRA_API_URL with JIRA_EMAIL and JIRA_API_TOKEN, or JIRA_TOKEN).\n" +
        "Checks that need GitHub say that they were not asked.",
    )
    .requiredOption("--repo <dir>", "the clone, or a folder inside it")
    .requiredOption("--production <rev>", "the commit that is live: any revision git knows")
    .requiredOption("--head <rev>", "the commit that is to be deployed")
    .option("--target <name>", "the policy's target; needed where it has several")
    .option("--policy <file>", "a policy file instead of the repository's own")
    .option("--row-counts <file>", "the tables' row counts as JSON, for checks of migrations")
    .option("--no-jira", "ask Jira nothing: the checks that need it are off")
    .addOption(
      new Option("--format <format>", "how to print the report")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .addHelpText(
      "after",
      examples(
        "check --repo . --production origin/production --head HEAD",
        "check --repo . --production v1.41.0 --head origin/deploy --no-jira --format markdown > report.md",
      ),
    )
    .action(async (options: CheckOptions) => {
      const { check } = await import("./commands/check.js");
      finish(await check(terminal, options));
    });
};

const declareEstimate: Declare = (program, terminal, finish) => {
  program
    .command("estimate")
    .summary("say how long database migrations take, and whom they block")
    .description(
      "Reads migration files in the order given and says of each operation what it\n" +
        "does to the table on this engine, which requests it blocks, and with row counts\n" +
        "how long it takes. What cannot be told is said, never guessed.\n" +
        "PostgreSQL's migrations are tried out on an empty copy of the known schema,\n" +
        "MySQL's and MariaDB's on the server of REHEARSAL_URL (see docs/migrations.md).",
    )
    .requiredOption(
      "--engine <name:version>",
      'the production database: "postgres:16", "mysql:8.0", "mariadb:10.11"',
    )
    .option("--row-counts <file>", "the tables' row counts as JSON (see docs/row-counts.md)")
    .option("--rates <file>", "rates that `calibrate` measured on your own server (see docs/calibration.md)")
    .option(
      "--schema <file>",
      "a dump of PostgreSQL's schema (structure.sql) as it is in production: the migrations are run on an empty copy",
    )
    .option("--no-rehearsal", "let the rules alone decide, without running anything on a copy of the schema")
    .addOption(
      new Option("--tool <tool>", "how migrations are run")
        .choices(["native", "pt-online-schema-change", "gh-ost"])
        .default("native"),
    )
    .addOption(new Option("--format <format>", "how to print them").choices(["text", "json"]).default("text"))
    .option("--fail-over <duration>", 'exit with status 1 where they take longer, or nobody can tell: "30m"')
    .argument("<file...>", 'the migration files, or "-" for SQL on standard input')
    .addHelpText(
      "after",
      examples(
        "estimate --engine postgres:16 db/migrate/20261102_add_index.rb",
        "estimate --engine mysql:8.0 --row-counts counts.json --fail-over 30m migrations/*.sql",
      ),
    )
    .action(async (files: readonly string[], options: EstimateOptions) => {
      const { estimate } = await import("./commands/estimate.js");
      finish(await estimate(terminal, files, options));
    });
};

const declareCalibrate: Declare = (program, terminal, finish) => {
  program
    .command("calibrate")
    .summary("measure a server, for estimates that fit it")
    .description(
      "Times operations on scratch tables of a staging server (PostgreSQL, MySQL or MariaDB) and prints rates for\n" +
        "`estimate --rates`. Says what it will make, asks before it writes, and drops everything at the end.",
    )
    .option(
      "--database-url <url>",
      "postgres://... or mysql://...; the environment's DATABASE_URL_CALIBRATE where it holds a password",
    )
    .option("--yes", "do not ask", false)
    .option("--rows <n,n>", "how many rows the tables have", asRowCounts, [100_000, 1_000_000])
    .option("--time-limit <duration>", "stop after this long with what was measured by then", "10m")
    .addOption(new Option("--format <format>", "how to print them").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      examples(
        "calibrate --database-url postgres://app@staging.example.com/app",
        "calibrate --yes --format json > rates.json",
        "estimate --engine postgres:16 --row-counts counts.json --rates rates.json migrations/*.sql",
      ),
    )
    .action(async (options: CalibrateOptions) => {
      const { calibrate } = await import("./commands/calibrate.js");
      finish(await calibrate(terminal, options));
    });
};

const declareKeys: Declare = (program, terminal, finish) => {
  program
    .command("keys")
    .summary("read issue keys out of commit messages")
    .description(
      'Reads JSON lines {"message": "..."} from standard input and writes {"keys": [...]} for each, in order.\n' +
        "Blank lines are skipped; at the first line that is something else it stops.",
    )
    .requiredOption("--projects <keys>", "Jira project keys, separated by commas", asProjects)
    .option("--lenient", 'also read STORY_12 and "STORY 12"', false)
    .addHelpText("after", examples("keys --projects STORY,TECH < messages.jsonl"))
    .action(async (options: KeysOptions) => {
      const { keys } = await import("./commands/keys.js");
      finish(await keys(terminal, options));
    });
};

const declarePolicy: Declare = (program, terminal, finish) => {
  const policy = program
    .command("policy")
    .summary("check a policy file, or print its schema")
    .description("Works with policy files (.github/pre-deploy-checker.yml).");
  policy
    .command("validate")
    .summary("check a policy file")
    .description(
      "Names every mistake of a policy file as file:line:column. Exit status 1 where there are any.",
    )
    .argument("<file>", 'the policy file, or "-" for standard input')
    .addHelpText("after", examples("policy validate .github/pre-deploy-checker.yml"))
    .action(async (file: string) => {
      const { validatePolicy } = await import("./commands/policy-validate.js");
      finish(await validatePolicy(terminal, file));
    });
  policy
    .command("schema")
    .summary("print the policy's JSON Schema")
    .description(
      "Prints the JSON Schema of the policy file, for editors that complete and check as you type.",
    )
    .addHelpText("after", examples("policy schema > pre-deploy-checker.schema.json"))
    .action(async () => {
      const { printPolicySchema } = await import("./commands/policy-schema.js");
      finish(printPolicySchema(terminal));
    });
};

const declareCommitMsg: Declare = (program, terminal, finish) => {
  program
    .command("commit-msg")
    .summary("refuse a commit message without an issue key (git hook)")
    .description(
      "For git's commit-msg hook: refuses a message that the deploy check would refuse, by the same rules.\n" +
        "Where the repository has no policy, every message passes.",
    )
    .argument("<file>", "the file with the message, as git hands it to the hook")
    .option("--policy <file>", "a policy file (default: the repository's .github/pre-deploy-checker.yml)")
    .option(
      "--projects <keys>",
      "Jira project keys, separated by commas, instead of the policy's",
      asProjects,
    )
    .addHelpText(
      "after",
      "\nTo install it, write this to .git/hooks/commit-msg and make the file executable:\n" +
        '  #!/bin/sh\n  exec pre-deploy-checker commit-msg "$1"',
    )
    .action(async (file: string, options: CommitMsgOptions) => {
      const { commitMsg } = await import("./commands/commit-msg.js");
      finish(await commitMsg(terminal, file, options));
    });
};

const declareDeployKey: Declare = (program, terminal, finish) => {
  program
    .command("deploy-key")
    .summary("print the key with which a repository reports its deployments")
    .description(
      "Prints the key that signs one repository's calls of POST /api/deployments.\n" +
        "It is derived from DEPLOY_REPORT_SECRET, which must be set to the same value as for the service.",
    )
    .argument("<owner/repo>", "the repository, spelt as GitHub spells it")
    .addHelpText("after", examples("deploy-key acme/web"))
    .action(async (repository: string) => {
      const { printDeployKey } = await import("./commands/deploy-key.js");
      finish(printDeployKey(terminal, repository));
    });
};

function readVersion(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function examples(...lines: readonly string[]): string {
  return ["\nExamples:", ...lines.map((line) => `  pre-deploy-checker ${line}`)].join("\n");
}

function asProjects(text: string): readonly string[] {
  const { projects, wrong } = parseProjects(text);
  if (wrong.length > 0 || projects.length === 0) {
    throw new InvalidArgumentError('Give Jira project keys separated by commas, e.g. "STORY,TECH".');
  }
  return projects;
}

const fewestRows = 1_000;
const mostRows = 100_000_000;

function asRowCounts(text: string): readonly number[] {
  const counts = text.split(",").map((part) => Number(part.replaceAll("_", "").trim()));
  const isUsable = (count: number) => Number.isInteger(count) && count >= fewestRows && count <= mostRows;
  if (counts.every(isUsable)) return [...new Set(counts)];
  throw new InvalidArgumentError(
    'Give numbers from 1,000 to 100 million separated by commas, e.g. "100000,1000000".',
  );
}
