import type { FC } from "hono/jsx";
import { WebLink } from "../parts/web-link.js";
import { splitKeys } from "../text/split-keys.js";
import { visibleText } from "../text/visible-text.js";
import type { ReportIndex } from "./report-index.js";

interface KeyedTextProps {
  readonly text: string;
  readonly keys: readonly string[];
  readonly index: ReportIndex;
}

/** A commit's words with its issue keys picked out, linked where the issue is known. */
export const KeyedText: FC<KeyedTextProps> = ({ text, keys, index }) => (
  <>
    {splitKeys(visibleText(text), keys).map((part) =>
      part.key === null ? (
        part.text
      ) : (
        <WebLink class="key" href={index.issues.get(part.key)?.url ?? null}>
          {part.text}
        </WebLink>
      ),
    )}
  </>
);
