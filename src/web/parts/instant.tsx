import type { FC } from "hono/jsx";
import { relativeTime } from "../text/relative-time.js";
import { visibleText } from "../text/visible-text.js";

interface InstantProps {
  /** ISO 8601 */
  readonly at: string;
  readonly now: Date;
  /** Also write the instant out, for what people quote to each other. */
  readonly exact?: boolean;
}

/** "3 minutes ago", the exact instant (UTC) on hover and for programs. */
export const Instant: FC<InstantProps> = ({ at, now, exact = false }) => {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <bdi>{visibleText(at)}</bdi>;
  const iso = `${instant.toISOString().slice(0, 19)}Z`;
  const words = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
  return (
    <time datetime={iso} title={words}>
      {exact ? `${words.slice(0, 16)} UTC (${relativeTime(instant, now)})` : relativeTime(instant, now)}
    </time>
  );
};
