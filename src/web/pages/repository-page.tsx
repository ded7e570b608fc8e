import type { FC } from "hono/jsx";
import type { PolicyMistake } from "../../checker/report.js";
import { policyPath } from "../../policy/policy.js";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { RepositoryLinks } from "../history/repository-links.js";
import { PolicyMistakes } from "../parts/policy-mistakes.js";
import { TargetList, type ListedTarget } from "../parts/target-list.js";
import { samplePolicy } from "../sample-policy.js";
import type { Site } from "../site.js";

interface RepositoryPageProps {
  readonly site: Site;
  /** "owner/name" */
  readonly name: string;
  readonly defaultBranch: string;
  readonly targets: readonly ListedTarget[];
  readonly mistakes: readonly PolicyMistake[];
  /** Whether a valid policy has governed here. */
  readonly hasPolicy: boolean;
  readonly now: Date;
}

/** A repository's targets, or what is missing before there are any. */
export const RepositoryPage: FC<RepositoryPageProps> = (props) => {
  const { site, name, targets, mistakes, hasPolicy, now } = props;
  return (
    <Layout site={site} title={`${name} · Pre-Deploy Checker`} crumbs={[{ words: name, href: null }]}>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <PolicyMistakes mistakes={mistakes} path={policyPath} />
      {targets.length > 0 && (
        <section aria-labelledby="targets-title">
          <h2 id="targets-title">Targets</h2>
          <TargetList repository={name} targets={targets} now={now} />
          <RepositoryLinks repository={name} targets={targets.map((target) => target.name)} />
        </section>
      )}
      {targets.length === 0 && hasPolicy && <NoDeployYet />}
      {targets.length === 0 && !hasPolicy && mistakes.length === 0 && (
        <NoPolicyYet defaultBranch={props.defaultBranch} />
      )}
    </Layout>
  );
};

const NoDeployYet: FC = () => (
  <div class="box blank">
    <Icon name="target" />
    <h2>No deploy yet</h2>
    <p class="muted">
      The policy is in place. Push to one of its deploy branches to see the first report here.
    </p>
  </div>
);

const NoPolicyYet: FC<{ readonly defaultBranch: string }> = ({ defaultBranch }) => (
  <div class="box blank">
    <Icon name="check" />
    <h2>No policy yet</h2>
    <p>
      Nothing is checked here until the branch <bdi>{defaultBranch}</bdi> has a policy. This is a small one;
      save it as <code>{policyPath}</code> and change the names to yours:
    </p>
    <pre>
      <code>{samplePolicy}</code>
    </pre>
  </div>
);
