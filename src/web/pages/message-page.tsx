import type { FC, PropsWithChildren } from "hono/jsx";
import { Layout } from "../parts/layout.js";
import type { Site } from "../site.js";

type MessagePageProps = PropsWithChildren<{ readonly site: Site; readonly title: string }>;

/** A page that only says something: not found, refused, failed. */
export const MessagePage: FC<MessagePageProps> = ({ site, title, children }) => (
  <Layout site={site} title={`${title} · Pre-Deploy Checker`} headerSearch={false}>
    <div class="blank">
      <h1>{title}</h1>
      {children}
    </div>
  </Layout>
);
