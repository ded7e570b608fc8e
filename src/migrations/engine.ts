export type EngineFamily = "postgres" | "mysql" | "mariadb";

/** A database engine as a policy names it; a part of the version that was not told is null. */
export interface Engine {
  readonly family: EngineFamily;
  readonly major: number;
  readonly minor: number | null;
  readonly patch: number | null;
}

export class UnknownEngine extends Error {
  override readonly name = "UnknownEngine";
  readonly text: string;

  constructor(text: string) {
    super(
      `"${text}" is no engine that can be estimated: write postgres, mysql or mariadb with its version, ` +
        `like "postgres 16", "mysql 8.0.29" or "mariadb 10.11"`,
    );
    this.text = text;
  }
}

const families: Readonly<Record<string, EngineFamily>> = {
  postgres: "postgres",
  postgresql: "postgres",
  mysql: "mysql",
  mariadb: "mariadb",
};

/** Reads "postgres 16", "mysql:8.0.29", "MariaDB 10.11.4-MariaDB-log". @throws UnknownEngine */
export function parseEngine(text: string): Engine {
  const match = /^\s*([a-z]+)[\s:]+(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+ (].*)?$/is.exec(text);
  const family = families[match?.[1]?.toLowerCase() ?? ""];
  if (match === null || family === undefined) throw new UnknownEngine(text.trim().slice(0, 80));
  const number = (digits: string | undefined): number | null =>
    digits === undefined ? null : Number(digits);
  return { family, major: Number(match[2]), minor: number(match[3]), patch: number(match[4]) };
}

/** "postgres 16", "mysql 8.0.29" */
export function formatEngine({ family, major, minor, patch }: Engine): string {
  return `${family} ${[major, minor, patch].filter((part) => part !== null).join(".")}`;
}

/**
 * Whether the engine is surely of this version or newer. A part that was not told counts as the oldest of its series:
 * `mysql 8.0` is not surely 8.0.29.
 */
export function isAtLeast(engine: Engine, major: number, minor = 0, patch = 0): boolean {
  const told = [engine.major, engine.minor ?? 0, engine.patch ?? 0] as const;
  const wanted = [major, minor, patch] as const;
  for (const [index, part] of wanted.entries()) {
    const own = told[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
