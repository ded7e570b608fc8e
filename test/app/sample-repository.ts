import type { LocalGitHub } from "../support/github/index.js";

export const policyFile = ".github/pre-deploy-checker.yml";

export const samplePolicy = `version: 1
targets:
  web:
    deploy: deploy
    production: production
jira:
  projects: [STORY, TECH]
issues:
  statuses: [Ready to Deploy]
`;

export interface SampleRepository {
  /** "acme/web" */
  readonly name: string;
  /** What production is at the beginning. */
  readonly live: string;
  /** Commits onto a branch and pushes; answers the new tip. */
  push(branch: string, message: string, files?: Readonly<Record<string, string | null>>): Promise<string>;
}

/** A repository with a policy on main, and production and deploy branches that begin there. */
export async function createSampleRepository(
  github: LocalGitHub,
  {
    name = "acme/web",
    policy = samplePolicy,
    files = {},
    told = false,
  }: {
    name?: string;
    policy?: string | null;
    /** Production's code besides. */
    files?: Readonly<Record<string, string>>;
    /**
     * Whether the app hears of its installation. It then looks at the whole repository at once, and whatever is pushed
     * meanwhile is judged twice; otherwise it learns of the repository from the first push.
     */
    told?: boolean;
  } = {},
): Promise<SampleRepository> {
  const [owner = "", repository = ""] = name.split("/");
  // The app comes to a repository that is there already: nothing that made it is an event.
  await github.createRepository({ owner, name: repository, install: false });
  const live = await github.commit(name, {
    branch: "main",
    message: "Begin",
    files: { "README.md": "A product\n", ...files, ...(policy === null ? {} : { [policyFile]: policy }) },
  });
  await github.setBranch(name, "production", live);
  github.installApp(name, { told });
  let count = 0;
  return {
    name,
    live,
    push(branch, message, files) {
      count++;
      return github.commit(name, {
        branch,
        message,
        files: files ?? { [`file-${count}.txt`]: `${count}\n` },
      });
    },
  };
}
