import type { FC } from "hono/jsx";
import { visibleText } from "../text/visible-text.js";

/** Words that somebody else wrote, in any script: isolated from the direction of what stands around them. */
export const Text: FC<{ readonly children: string }> = ({ children }) => <bdi>{visibleText(children)}</bdi>;
