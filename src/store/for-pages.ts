import type { Store } from "../deploys/ports/store.js";

/**
 * The store for what makes pages, and only reads policies: parts of one page, and pages of one moment, that want the
 * same policy share one question. Who writes policies has to see what was written, and asks the store itself.
 */
export function forPages<S extends Pick<Store, "governingPolicy">>(store: S): S {
  return { ...store, governingPolicy: sharingReads((id) => store.governingPolicy(id)) };
}

function sharingReads<Key, Found>(read: (key: Key) => Promise<Found>): (key: Key) => Promise<Found> {
  const underWay = new Map<Key, Promise<Found>>();
  return (key) => {
    const found = underWay.get(key) ?? read(key).finally(() => underWay.delete(key));
    underWay.set(key, found);
    return found;
  };
}
