import type { Assets } from "./styling/assets.js";

/** What every page shows or links, whatever it is about. */
export interface Site {
  readonly assets: Assets;
  readonly version: string | null;
}
