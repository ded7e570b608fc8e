import type { FC } from "hono/jsx";
import { describeSeconds } from "../../../checker/describe-seconds.js";
import { countOf } from "../../text/count-of.js";
import type { Overview } from "./overview.js";
import { Tile } from "./tile.js";

interface MigrationTileProps {
  readonly migrations: NonNullable<Overview["migrations"]>;
  readonly href: string | null;
}

/** How long the longest migration takes, and at worst. */
export const MigrationTile: FC<MigrationTileProps> = ({ migrations: { count, longest, untold }, href }) => {
  if (count === 0) return <Tile title="Migrations" icon="migration" href={null} figure="None" />;
  const seconds = longest?.seconds ?? null;
  return (
    <Tile
      title="Longest migration"
      icon="migration"
      href={href}
      figure={seconds === null ? "Not known" : describeSeconds(seconds.expected)}
      tone={untold > 0 ? "error" : undefined}
    >
      {seconds !== null && <p>at worst {describeSeconds(seconds.high)}</p>}
      <p class="muted">
        of {countOf(count, "migration")}
        {untold > 0 && seconds !== null && `; ${untold} cannot be told`}
      </p>
    </Tile>
  );
};
