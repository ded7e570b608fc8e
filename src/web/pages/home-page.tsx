import { useContext, type FC } from "hono/jsx";
import { policyPath } from "../../policy/policy.js";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { TargetList, type ListedTarget } from "../parts/target-list.js";
import { repositoryHref } from "../paths.js";
import { ReaderContext } from "../sign-in/reader-context.js";
import type { Site } from "../site.js";

/** A repository that the app is installed on. */
export interface ListedRepository {
  /** "owner/name" */
  readonly name: string;
  readonly targets: readonly ListedTarget[];
}

interface HomePageProps {
  readonly site: Site;
  readonly repositories: readonly ListedRepository[];
  /** Of how many more GitHub did not say whether the reader may see them. */
  readonly untold: number;
  readonly now: Date;
}

/** Every repository with its targets; the first steps where there is none yet. */
export const HomePage: FC<HomePageProps> = ({ site, repositories, untold, now }) => {
  const [active, idle] = [true, false].map((wanted) =>
    repositories.filter(({ targets }) => targets.length > 0 === wanted),
  );
  return (
    <Layout site={site} title="Pre-Deploy Checker">
      <h1>Deploys</h1>
      {untold > 0 && (
        <p role="status">
          GitHub does not answer at the moment, so some of your repositories may be missing here. Load the
          page again in a minute.
        </p>
      )}
      {repositories.length === 0 && untold === 0 && <FirstSteps />}
      {active?.map(({ name, targets }) => (
        <section class="repository">
          <h2>
            <Icon name="repository" />{" "}
            <a href={repositoryHref(name)}>
              <bdi>{name}</bdi>
            </a>
          </h2>
          <TargetList repository={name} targets={targets} now={now} />
        </section>
      ))}
      {idle !== undefined && idle.length > 0 && (
        <section>
          <h2>No deploys yet</h2>
          <ul class="box rows">
            {idle.map(({ name }) => (
              <li class="idle">
                <Icon name="repository" />{" "}
                <a href={repositoryHref(name)}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
};

/** Somebody who has signed in may simply be the wrong person. */
const AccountHint: FC = () => {
  const reader = useContext(ReaderContext);
  if (reader?.kind !== "person") return null;
  return (
    <p>
      There is none that <bdi>{reader.person.login}</bdi> may read on GitHub. If that is a surprise, ask
      whoever looks after the repository for access.
    </p>
  );
};

const FirstSteps: FC = () => (
  <div class="box blank">
    <Icon name="target" />
    <h2>No repository yet</h2>
    <AccountHint />
    <p>Three steps lead to the first report:</p>
    <ol class="steps">
      <li>Install the GitHub App on a repository, from the app's page on GitHub.</li>
      <li>
        Add a policy to its default branch, as <code>{policyPath}</code>.
      </li>
      <li>Push to a branch that the policy names under “deploy”.</li>
    </ol>
  </div>
);
