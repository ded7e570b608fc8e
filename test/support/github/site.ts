import type { GitShell } from "../git-shell/git-shell.js";
import type { TokenStore } from "./auth/token-store.js";
import type { WebhookSender } from "./webhooks/webhook-sender.js";
import type { World } from "./world/world.js";

/** The parts that every operation works on: what is known, who may, and who is told. */
export interface Site {
  readonly world: World;
  readonly tokens: TokenStore;
  readonly webhooks: WebhookSender;
  /** Starts every git process. */
  readonly gitShell: GitShell;
}
