import { styleText } from "node:util";
import type { LocalJira } from "../test/support/jira/index.js";
import type { DemoStatus } from "./first-final-statuses.js";
import type { ShippedSample } from "./push-sample.js";
import { visitors } from "./sample/visitors.js";
import type { RunningApp } from "./start-app.js";

const looks = {
  success: { sign: "✓", style: "green" },
  failure: { sign: "✗", style: "red" },
  error: { sign: "?", style: "yellow" },
} as const;

/** The status that the app posted, as GitHub shows it beside a commit. */
export function printStatus({ repository, context, state, description, targetUrl }: DemoStatus): void {
  const look = state in looks ? looks[state as keyof typeof looks] : looks.error;
  console.log(`${styleText(look.style, `${look.sign} ${state}`)}  ${repository}  ${context}`);
  console.log(`    ${description ?? ""}`);
  console.log(`    ${styleText("cyan", targetUrl ?? "")}`);
}

/** What to try now. */
export function printSuggestions(demo: {
  readonly app: RunningApp;
  readonly jira: LocalJira;
  readonly samples: readonly ShippedSample[];
  readonly once: boolean;
  readonly signIn: boolean;
}): void {
  if (demo.once) return;
  const { app, jira } = demo;
  const [web, platform] = demo.samples;
  console.log(`
${bold("All deploys:")}  ${app.url}/

${demo.signIn ? signInWords(app) : `${bold("Sign in as several people, approve, sign off and put issues right:")}  npm run demo -- --sign-in`}

${bold("Put an issue right in Jira and watch the status turn green by itself:")}
  open ${jira.url}/browse/OPS-9 and set its status to Ready to Deploy, or
  curl -d 'status=Ready to Deploy' ${jira.url}/browse/OPS-9
  then look here, and at ${app.url}/r/acme/platform/api

${bold("Push another commit, and the open page of acme/web turns into its result by itself:")}
  cd ${web?.clone ?? ""}
  git commit --allow-empty -m "STORY-123 One more thing" && git push origin deploy

${bold("Ship the dashboard, and see it in its history:")}
  cd ${platform?.clone ?? ""}
  git push origin deploy:production
  then look at ${app.url}/r/acme/platform/dashboard/history

${bold("Ask the same question without the service:")}
  npm run -s cli -- check --repo ${web?.clone ?? ""} --production production --head deploy --no-jira

${bold("Every status that the app posts from now on is shown here.")}
The app's log is ${app.logFile}. Everything goes when you press Ctrl-C.`);
}

function signInWords({ url }: RunningApp): string {
  const people = visitors.map(({ login, name, words }) => `  ${login.padEnd(6)}  ${name}: ${words}`);
  return `${bold("Sign in as one of these on the local GitHub's page, and sign out to be somebody else:")}
${people.join("\n")}

${bold("Then, for example:")}
  as sakura  ${url}/r/acme/platform/dashboard  sign off QA: the status turns green
  as jose    ${url}/r/acme/platform/api  "Put it right" moves OPS-9 in Jira: green, too
  as noor    ${url}/r/acme/web/web  approve what is wrong, with a reason
  as maya    ${url}/audit/acme/web  see who did what`;
}

function bold(text: string): string {
  return styleText("bold", text);
}
