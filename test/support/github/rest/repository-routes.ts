import { z } from "zod";
import { notFound, ok } from "../http/answer.js";
import { param, readJson } from "../http/api-call.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { simpleUser } from "../json/account.js";
import { fullRepository } from "../json/repository.js";
import { allows, legacyPermission, permissionOf } from "../world/access.js";

const dispatch = z.object({ ref: z.string(), inputs: z.record(z.string(), z.unknown()).optional() });

/** A repository as a whole. */
export const repositoryRoutes: readonly Route[] = [
  repositoryRoute("GET", "", ["metadata:read"], (call) => ok(fullRepository(call.world, call.repository))),
  repositoryRoute("GET", "/collaborators/{username}/permission", ["metadata:read"], (call) => {
    const { repository, world } = call;
    const account = world.account(param(call, "username"));
    if (account === null) throw notFound();
    const granted = permissionOf(repository, account);
    return ok({
      permission: legacyPermission(granted),
      role_name: granted ?? "none",
      user: {
        ...simpleUser(world, account),
        role_name: granted ?? "none",
        permissions: {
          pull: allows(granted, "read"),
          triage: allows(granted, "triage"),
          push: allows(granted, "write"),
          maintain: allows(granted, "maintain"),
          admin: allows(granted, "admin"),
        },
      },
    });
  }),
  repositoryRoute("POST", "/actions/workflows/{workflow}/dispatches", ["actions:write"], (call) => {
    readJson(call, dispatch);
    return { status: 204 };
  }),
];
