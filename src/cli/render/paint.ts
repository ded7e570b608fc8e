import { styleText } from "node:util";
import type { TerminalOutput } from "../terminal.js";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (style: Style | readonly Style[], text: string) => string;

/** Paints where the stream is a terminal; NO_COLOR and FORCE_COLOR decide otherwise, as Node reads them. */
export function paintFor(stream: TerminalOutput): Paint {
  return (style, text) => styleText(typeof style === "string" ? style : [...style], text, { stream });
}
