import type { CheckState, State } from "../../checker/report.js";
import type { IconName } from "../styling/icons.js";

/** How a state is told: by a word and an icon, never by colour alone. */
export interface StateWords {
  readonly word: string;
  readonly icon: IconName;
}

/** The verdict on a deploy. */
export const verdicts: Readonly<Record<State, StateWords>> = {
  success: { word: "Ready to deploy", icon: "success" },
  failure: { word: "Not ready to deploy", icon: "failure" },
  error: { word: "Could not tell", icon: "error" },
  pending: { word: "Being checked", icon: "pending" },
};

/** The result of one check. */
export const results: Readonly<Record<CheckState, StateWords>> = {
  success: { word: "Passed", icon: "success" },
  warning: { word: "Warning", icon: "warning" },
  failure: { word: "Failed", icon: "failure" },
  error: { word: "Could not tell", icon: "error" },
  off: { word: "Off", icon: "off" },
};
