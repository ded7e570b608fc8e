import type { FC } from "hono/jsx";
import { Layout } from "../parts/layout.js";
import type { Site } from "../site.js";

/** The question before signing out, for who has no button at hand: following a link changes nothing. */
export const SignOutPage: FC<{ readonly site: Site }> = ({ site }) => (
  <Layout site={site} title="Sign out · Pre-Deploy Checker">
    <div class="blank">
      <h1>Sign out?</h1>
      <p>You stay signed in on GitHub.</p>
      <form method="post" action="/logout">
        <button class="button" type="submit">
          Sign out
        </button>
      </form>
    </div>
  </Layout>
);
