import type { FC } from "hono/jsx";
import { Layout } from "../parts/layout.js";
import type { Site } from "../site.js";

interface SignInPageProps {
  readonly site: Site;
  /** A path of this site. */
  readonly returnTo: string;
  /** Why the last attempt came to nothing; null: there was none. */
  readonly trouble: string | null;
}

/** Who has not signed in sees this, and nothing of what is behind it. */
export const SignInPage: FC<SignInPageProps> = ({ site, returnTo, trouble }) => (
  <Layout site={site} title="Sign in · Pre-Deploy Checker">
    <div class="blank">
      <h1>Sign in</h1>
      {trouble !== null && <p role="alert">{trouble}</p>}
      <p>
        Deploys are shown to those who may read their repository on GitHub. GitHub tells us your account's
        name and nothing else; we keep you signed in for a day.
      </p>
      <p>
        <a class="button button-primary" href={`/login/github?return_to=${encodeURIComponent(returnTo)}`}>
          Sign in with GitHub
        </a>
      </p>
    </div>
  </Layout>
);
