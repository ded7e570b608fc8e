/** How many pages may be followed at the same moment. A browser makes six connections to a host without HTTP/2. */
const mostStreams = { each: 10, all: 250 };

interface StreamBounds {
  readonly each: number;
  readonly all: number;
}

export interface StreamPlaces {
  /** A place, and how to give it back; else which bound is reached. */
  take(who: string): (() => void) | "too many of theirs" | "too many in all";
}

export function createStreamPlaces({ each, all }: StreamBounds = mostStreams): StreamPlaces {
  const taken = new Map<string, number>();
  let total = 0;
  return {
    take(who) {
      const theirs = taken.get(who) ?? 0;
      if (theirs >= each) return "too many of theirs";
      if (total >= all) return "too many in all";
      taken.set(who, theirs + 1);
      total++;
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        total--;
        const left = (taken.get(who) ?? 1) - 1;
        if (left === 0) taken.delete(who);
        else taken.set(who, left);
      };
    },
  };
}
