import type { Subject } from "../../checker/report.js";
import { shortSha } from "../text/short-ref.js";

/** What a finding is about, as people name it. */
export function subjectWords({ type, id }: Subject): string {
  if (type === "commit") return shortSha(id);
  return type === "deploy" ? "the deploy" : id;
}
