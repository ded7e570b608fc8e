import { z } from "zod";
import type { CodeHost, PolicyFile, UnreadablePolicyFile } from "../deploys/ports/code-host.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { policyPath } from "../policy/policy.js";
import type { GitHubClient } from "./github-client.js";
import { GitHubUnavailable } from "./github-unavailable.js";
import type { TokenScope } from "./installation-tokens.js";
import { pathOf, scopeOf } from "./repository-scope.js";
import { TaggedAnswers } from "./tagged-answers.js";

const contents = z.union([
  z.object({
    type: z.literal("file").default("file"),
    encoding: z.string().default("base64"),
    content: z.string(),
    sha: z.string(),
  }),
  z.object({ type: z.enum(["symlink", "submodule"]), sha: z.string() }),
  z.array(z.unknown()),
]);

interface Place {
  readonly asker: TokenScope;
  readonly owner: string;
  readonly repo: string;
  /** null: the default branch. */
  readonly ref: string | null;
  /** How the answer names the ref. */
  readonly refName: string;
}

const rememberedFiles = 500;
const contentsOnly = { contents: "read" } as const;

/** Reads policy files; most are as they were when they were last asked for. */
export function createPolicyFiles(
  client: GitHubClient,
): Pick<CodeHost, "policyFile" | "organisationPolicyFile"> {
  const files = new TaggedAnswers<PolicyFile | UnreadablePolicyFile>(rememberedFiles);

  async function read(place: Place): Promise<PolicyFile | UnreadablePolicyFile | null> {
    const { asker, owner, repo, ref, refName } = place;
    const key = JSON.stringify([asker.installationId, owner, repo, ref]);
    try {
      const file = await files.read(key, async (headers) => {
        const { data, etag } = await client.request(
          asker,
          "GET /repos/{owner}/{repo}/contents/{+path}",
          { owner, repo, path: policyPath, ...(ref === null ? {} : { ref }), headers },
          contents,
        );
        return { data: toPolicyFile(data, refName), etag };
      });
      return { ...file, ref: refName };
    } catch (error) {
      if (error instanceof GitHubUnavailable && error.status === 404) {
        // A commit that GitHub does not know has no policy that we could know of; a default branch without commits has none.
        if (ref !== null && /^No commit found/i.test(error.reason)) throw error;
        return null;
      }
      throw error;
    }
  }

  return {
    async policyFile(repository, ref) {
      const asker = scopeOf(repository, contentsOnly);
      // Without a ref GitHub reads the default branch; by name, a tag of the same name would win over it.
      const place = { ...pathOf(repository), asker, ref: ref === repository.defaultBranch ? null : ref };
      const file = await read({ ...place, refName: ref });
      // "Not found" is also what GitHub says to those who may not look: then the repository is not found either.
      if (file === null) await assertReadable(client, repository, asker);
      return file;
    },
    organisationPolicyFile(repository) {
      const { owner, installationId } = repository;
      const asker = { installationId, repositoryId: null, permissions: contentsOnly };
      return read({ asker, owner, repo: ".github", ref: null, refName: `${owner}/.github` });
    },
  };
}

async function assertReadable(
  client: GitHubClient,
  repository: Repository,
  asker: TokenScope,
): Promise<void> {
  try {
    await client.request(
      asker,
      "GET /repos/{owner}/{repo}",
      pathOf(repository),
      z.object({ id: z.number() }),
    );
  } catch (error) {
    if (!(error instanceof GitHubUnavailable) || error.status !== 404) throw error;
    throw new SourceUnavailable(`The app has no access to ${fullName(repository)} on GitHub`, {
      kind: "github-unavailable",
      retryable: false,
      cause: error,
    });
  }
}

function toPolicyFile(data: z.infer<typeof contents>, ref: string): PolicyFile | UnreadablePolicyFile {
  if (Array.isArray(data)) return { ref, sha: null, mistake: notAFile("a folder") };
  const { sha } = data;
  if (data.type !== "file") return { ref, sha, mistake: notAFile(notFiles[data.type]) };
  // GitHub leaves the content out above 1 MB and says so by the encoding "none".
  if (data.encoding !== "base64") return { ref, sha, mistake: "it is larger than 1 MB" };
  return { ref, sha, text: Buffer.from(data.content, "base64").toString("utf8") };
}

/** GitHub follows links to files of the repository by itself. */
const notFiles = { symlink: "a link to nothing in the repository", submodule: "a submodule" } as const;

function notAFile(what: string): string {
  return `it is ${what}, not a file with the policy`;
}
