import type { Repository } from "../deploys/ports/repository.js";
import type { Environment } from "./git-environment.js";
import type { RunGit } from "./run-git.js";

/** As pino has it. */
export interface MirrorLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
}

export interface MirrorOptions {
  /** Copies live in `<dataDir>/mirrors/<repository id>.git`. */
  readonly dataDir: string;
  /** The repository's address without credentials: "https://github.com/acme/web.git". */
  readonly originFor: (repository: Repository) => string;
  /** A token that is good; "" for none. `refused`: one that the host did not take, so that another is wanted. */
  readonly tokenFor: (repository: Repository, refused?: string) => Promise<string>;
  /** Variables of which git gets PATH, proxies and certificates. */
  readonly environment?: Environment;
  readonly logger?: MirrorLog;
  /** How git is started; as a child of this process when left out. */
  readonly runGit?: RunGit;
  readonly timeouts?: Partial<MirrorTimeouts>;
  /** Waits so many milliseconds; by the system's clock when left out. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

export interface MirrorTimeouts {
  /** Milliseconds without a sign of life after which a git process is given up. */
  readonly idleMs: number;
  /** Milliseconds that one fetch may take, the first included. */
  readonly fetchMs: number;
}

export const defaultMirrorTimeouts: MirrorTimeouts = { idleMs: 25_000, fetchMs: 600_000 };
