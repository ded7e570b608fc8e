import path from "node:path";
import type { Mirror, RefRequest, ResolvedRef } from "../deploys/ports/mirror.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { MirrorCopy } from "./mirror-copy.js";
import { discardMirrorFolder } from "./mirror-folder.js";
import { defaultMirrorTimeouts, type MirrorOptions } from "./mirror-options.js";
import { mergeSelections, refMatcher, selectRefs, type RefSelection } from "./ref-selection.js";
import { Turns } from "./turns.js";

interface Batch {
  readonly selections: RefSelection[];
  readonly refs: Promise<readonly ResolvedRef[]>;
}

/** Local bare, blobless copies of repositories, kept by git. See the port {@link Mirror}. */
export function createMirror(options: MirrorOptions): Mirror {
  const timeouts = { ...defaultMirrorTimeouts, ...options.timeouts };
  const turns = new Turns();
  const copies = new Map<number, MirrorCopy>();
  const waiting = new Map<number, Batch>();

  const dirOf = (repositoryId: number) => path.resolve(options.dataDir, "mirrors", `${repositoryId}.git`);

  const copyOf = (repository: Repository): MirrorCopy => {
    const known = copies.get(repository.id);
    if (known !== undefined) {
      known.repository = repository;
      return known;
    }
    const copy = new MirrorCopy(dirOf(repository.id), repository, turns, { ...options, timeouts });
    copies.set(repository.id, copy);
    return copy;
  };

  /**
   * One fetch for all who ask before it starts. Who asks while it runs waits for the next: the answer must not be
   * older than the question.
   */
  const fetchTogether = (copy: MirrorCopy, selection: RefSelection): Promise<readonly ResolvedRef[]> => {
    const { id } = copy.repository;
    const joined = waiting.get(id);
    if (joined !== undefined) {
      joined.selections.push(selection);
      return joined.refs;
    }
    const selections = [selection];
    const refs = turns.take(id, () => {
      waiting.delete(id);
      return copy.update(mergeSelections(selections));
    });
    waiting.set(id, { selections, refs });
    return refs;
  };

  const sync = async (repository: Repository, request: RefRequest) => {
    const copy = copyOf(repository);
    const refs = await fetchTogether(copy, selectRefs(request));
    const asked = refMatcher(request);
    return {
      graph: copy.graph(new Set(refs.map(({ sha }) => sha)), () => fetchTogether(copy, selectRefs(request))),
      refs: refs.filter(({ ref }) => asked(ref)),
    };
  };

  return {
    sync,
    remoteRefs: async (repository, request) => {
      const asked = refMatcher(request);
      const refs = await copyOf(repository).remoteRefs(selectRefs(request));
      return refs.filter(({ ref }) => asked(ref));
    },
    remove: async (repositoryId) => {
      await turns.take(repositoryId, () => discardMirrorFolder(dirOf(repositoryId)));
      copies.delete(repositoryId);
    },
    tidy: async () => {
      for (const copy of copies.values()) {
        await copy.tidy().catch((error: unknown) => {
          options.logger?.warn(
            { err: error, repository: fullName(copy.repository) },
            "Could not tidy a mirror",
          );
        });
      }
    },
  };
}
