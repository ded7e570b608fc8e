import pLimit from "p-limit";
import { classifyCommits, commitsToAskAbout } from "../../checker/classify-commits.js";
import type { CommitRules } from "../../checker/rules.js";
import type { CommitOrigins } from "../../checker/snapshot.js";
import type { KnownOrigin } from "../ports/store.js";
import type { FactSource, HostedSources } from "./gathering.js";
import { provisionalRange } from "./provisional-range.js";

const atOnce = 8;
/** Where GitHub was not asked, or need not be. */
export const noOrigins: CommitOrigins = { pullRequestTexts: {}, verifiedAuthors: {} };

/**
 * Pull requests and verified authors of the commits that carry no key, from GitHub, a few at once. What was
 * found is kept for ever; what was not (yet) is asked again, since a pull request may still be opened or renamed.
 * Without GitHub (the command line) nothing is known, which can only make the verdict stricter.
 */
export const originsFact: FactSource<"origins"> = {
  id: "origins",
  source: "GitHub",
  changedBy: ["push", "pull-request"],
  async gather(gathering) {
    const { rules } = gathering.subject;
    const { hosted } = gathering.sources;
    if (hosted === null || !(rules.commits.pullRequestKeys || rules.commits.ignoreAuthors.length > 0))
      return noOrigins;
    void gathering.fact("range");
    const commits = await gathering.commits;
    const contents = classifyCommits(provisionalRange(commits), null, rules.commits);
    const shas = commitsToAskAbout(contents, rules.commits);
    if (shas.length === 0) return noOrigins;
    const known = new Map(
      (await hosted.store.origins(hosted.repository.id, shas)).map((origin) => [origin.sha, origin]),
    );
    const limit = pLimit(atOnce);
    const origins = await Promise.all(
      shas.map((sha) => limit(() => askOrigin(hosted, rules.commits, sha, known.get(sha)))),
    );
    await hosted.store.saveOrigins(hosted.repository.id, origins.filter(isWorthKeeping));
    return {
      pullRequestTexts: Object.fromEntries(
        origins.map((origin) => [origin.sha, origin.pullRequestTexts ?? []]),
      ),
      verifiedAuthors: Object.fromEntries(
        origins.flatMap((origin) => (origin.verifiedAuthor ? [[origin.sha, origin.verifiedAuthor]] : [])),
      ),
    };
  },
};

async function askOrigin(
  { repository, codeHost }: HostedSources,
  rules: CommitRules,
  sha: string,
  known: KnownOrigin | undefined,
): Promise<KnownOrigin> {
  const askTexts = async (): Promise<readonly string[]> => {
    const pulls = await codeHost.pullRequestsOfCommit(repository, sha);
    return pulls.flatMap((pull) => [pull.title, pull.branch]);
  };
  const askAuthor = async (): Promise<string | null> => codeHost.verifiedAuthor(repository, sha);
  const [pullRequestTexts, verifiedAuthor] = await Promise.all([
    !rules.pullRequestKeys ? null : known?.pullRequestTexts?.length ? known.pullRequestTexts : askTexts(),
    rules.ignoreAuthors.length === 0 ? null : known?.verifiedAuthor ? known.verifiedAuthor : askAuthor(),
  ]);
  return { sha, pullRequestTexts, verifiedAuthor };
}

function isWorthKeeping(origin: KnownOrigin): boolean {
  return (origin.pullRequestTexts?.length ?? 0) > 0 || origin.verifiedAuthor !== null;
}
