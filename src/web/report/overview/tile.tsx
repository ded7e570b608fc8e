import type { Child, FC } from "hono/jsx";
import type { IconName } from "../../styling/icons.js";
import { Icon } from "../../parts/icon.js";

interface TileProps {
  readonly title: string;
  readonly icon: IconName;
  /** The section that says more; null: none, or no links are wanted. */
  readonly href: string | null;
  /** What is read from across the room. */
  readonly figure: string;
  readonly tone?: "success" | "failure" | "error" | undefined;
  /** With more to say than fits beside the others. */
  readonly wide?: boolean;
  readonly children?: Child;
}

/** Figures with more characters are set smaller. */
const shortFigure = 4;

/** One figure of a deploy with what it is made of. */
export const Tile: FC<TileProps> = ({ title, icon, href, figure, tone, wide = false, children }) => (
  <li class={wide ? "tile tile-wide" : "tile"}>
    <h3>
      <Icon name={icon} /> <span dir="auto">{href === null ? title : <a href={href}>{title}</a>}</span>
    </h3>
    <p
      class={["figure", figure.length > shortFigure && "figure-words", tone && `state-${tone}`]
        .filter(Boolean)
        .join(" ")}
      dir="auto"
    >
      {figure}
    </p>
    {children}
  </li>
);
