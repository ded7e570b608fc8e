import type { Route } from "../http/route.js";
import { accountRoutes } from "./account-routes.js";
import { appRoutes } from "./app-routes.js";
import { branchRoutes } from "./branch-routes.js";
import { checkRoutes } from "./check-routes.js";
import { commentRoutes } from "./comment-routes.js";
import { commitRoutes } from "./commit-routes.js";
import { compareRoutes } from "./compare-routes.js";
import { contentRoutes } from "./content-routes.js";
import { deploymentRoutes } from "./deployment-routes.js";
import { gitRoutes } from "./git-routes.js";
import { hookDeliveryRoutes } from "./hook-delivery-routes.js";
import { metaRoutes } from "./meta-routes.js";
import { pullRoutes } from "./pull-routes.js";
import { releaseRoutes } from "./release-routes.js";
import { repositoryRoutes } from "./repository-routes.js";
import { statusRoutes } from "./status-routes.js";

/** Every operation of the REST API. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...hookDeliveryRoutes,
  ...metaRoutes,
  ...repositoryRoutes,
  ...accountRoutes,
  ...branchRoutes,
  ...commitRoutes,
  ...compareRoutes,
  ...contentRoutes,
  ...gitRoutes,
  ...statusRoutes,
  ...checkRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...deploymentRoutes,
  ...releaseRoutes,
];
