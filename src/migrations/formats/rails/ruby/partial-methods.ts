import { interpolated } from "./known.js";
import type { Call, Value } from "./value.js";

const keeps = new Set(
  "strip squish lstrip rstrip chomp strip_heredoc freeze dup to_s to_str itself html_safe +@ -@ squish! strip!".split(
    " ",
  ),
);

/** Methods of a text of which parts are not known. */
export function partialMethods({ receiver, name, args }: Call): Value | undefined {
  if (receiver.type !== "partial") return undefined;
  if (keeps.has(name)) return receiver;
  const [other] = args;
  if (!["+", "<<", "concat"].includes(name) || other === undefined) return undefined;
  const tail = other.type === "partial" ? other.text : (interpolated(other) ?? "NULL");
  return { type: "partial", text: receiver.text + tail };
}
