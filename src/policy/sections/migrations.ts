import { z } from "zod";
import { durationOption } from "../options/duration.js";
import { pathGlobOption } from "../options/path-glob.js";
import { repositoryPathOption } from "../options/repository-path.js";
import { textOption } from "../options/text.js";

const mostSecondsToCount = 60;

/** The `migrations` section: what the database is, where its migrations lie, and how long they may take. */
export const migrationsSection = z
  .strictObject({
    engine: z
      .string()
      .trim()
      .regex(
        /^(?:postgres|postgresql|mysql|mariadb)[ :]\d+(?:\.\d+){0,2}$/i,
        `write the engine and its version, like "postgres 16", "mysql 8.0.29" or "mariadb 10.11"`,
      )
      .describe('The production database: "postgres 16", "mysql 8.0", "mariadb 10.11". Required.'),
    files: z.array(pathGlobOption).min(1).describe("Globs of the migration files. Required."),
    "row-counts": z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]*$/, "a name is made of letters, digits and _, and starts with a letter")
      .optional()
      .describe(
        "Where row counts come from: `primary` stands for ROW_COUNTS_PRIMARY_URL. Default: not known.",
      ),
    "count-rows": durationOption
      .refine(
        (seconds) => seconds <= mostSecondsToCount,
        "no more than a minute: every check would wait for it",
      )
      .optional()
      .describe(
        "Lets the app count (`COUNT(*)`) the tables of these migrations whose statistics are missing or stale, for so " +
          "long at most, 60s at most. Default: they are not counted.",
      ),
    schema: repositoryPathOption
      .optional()
      .describe(
        "A dump of PostgreSQL's schema as SQL in the repository (`db/structure.sql`), read as production's code has it: " +
          "migrations are rehearsed on an empty copy of it. Default: what the row counts tell of the schema.",
      ),
    rates: repositoryPathOption
      .optional()
      .describe(
        "A file in the repository with what `calibrate` measured on a server like production's, read as production's " +
          "code has it. Default: the rates that come with this app.",
      ),
    tool: z
      .enum(["native", "pt-online-schema-change", "gh-ost"])
      .default("native")
      .describe("How migrations are run."),
    "fail-over": durationOption
      .optional()
      .describe("Longest that a migration may take. Default: not checked."),
    "warn-over": durationOption.optional().describe("From here on it is a warning. Default: no warning."),
    "block-over": durationOption
      .optional()
      .describe("How long an operation may block reads or writes. Default: not checked."),
    "judged-by": z
      .enum(["expected", "upper-end"])
      .default("expected")
      .describe("What the limits are compared with: the expected time, or the upper end of its interval."),
    "declared-by": textOption
      .optional()
      .describe("The Jira field that must agree with the estimate. Default: not checked."),
  })
  .describe(
    "Database migrations: how long they may take, and for how long they may block. Default: not checked.",
  );
