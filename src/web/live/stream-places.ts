/** How many pages may be followed at the same moment. A browser makes six connections to a host without HTTP/2. */
const mostStreams = { each: 10, all: 250 };

export interface StreamBounds {
  readonly each: number;
  readonly all: number;
}

export interface StreamPlaces {
  /**
   * A place, and how to give it back; else which bound is reached. Where all places are taken, somebody who has fewer
   * gets one of whoever has the most: its `giveUp` is called, the longest held first.
   */
  take(who: string, giveUp: () => void): (() => void) | "too many of theirs" | "too many in all";
}

interface Place {
  readonly giveUp: () => void;
}

export function createStreamPlaces({ each, all }: StreamBounds = mostStreams): StreamPlaces {
  /** In the order in which they were taken. */
  const taken = new Map<string, Set<Place>>();
  let total = 0;

  function free(who: string, place: Place): void {
    const theirs = taken.get(who);
    if (theirs?.delete(place) !== true) return;
    if (theirs.size === 0) taken.delete(who);
    total--;
  }

  /** A place of whoever has the most, unless whoever asks would have as many then. */
  function toGiveUp(has: number): readonly [who: string, place: Place] | null {
    let most: readonly [string, Set<Place>] | null = null;
    for (const one of taken) if (one[1].size > (most?.[1].size ?? has + 1)) most = one;
    const [oldest] = most?.[1] ?? [];
    return most === null || oldest === undefined ? null : [most[0], oldest];
  }

  return {
    take(who, giveUp) {
      const has = taken.get(who)?.size ?? 0;
      if (has >= each) return "too many of theirs";
      if (total >= all) {
        const other = toGiveUp(has);
        if (other === null) return "too many in all";
        free(...other);
        other[1].giveUp();
      }
      const place = { giveUp };
      taken.set(who, (taken.get(who) ?? new Set()).add(place));
      total++;
      return () => free(who, place);
    },
  };
}
