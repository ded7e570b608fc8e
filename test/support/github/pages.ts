import { fullName, type Repository } from "./world/entities.js";
import type { Answer } from "./http/answer.js";
import { escapeHtml } from "./oauth.js";
import { newestByContext } from "./world/newest-by-context.js";
import type { Site } from "./site.js";
import { resolveRef } from "./world/resolve-ref.js";

/** Plain pages for people, so that the product's links to GitHub lead somewhere. */
export async function renderPage(site: Site, path: string): Promise<Answer> {
  const [owner = "", name = "", kind = "", ...rest] = path.split("/").slice(1);
  const repository = site.world.repository(owner, name);
  if (repository === null) {
    const items = site.world.repositories.map((one) => link(`/${fullName(one)}`, fullName(one)));
    return page("Local GitHub", list(items), path === "/" ? 200 : 404);
  }
  const subject = rest.join("/");
  if (kind === "commit") return commitPage(repository, subject);
  if (kind === "compare") return comparePage(repository, subject);
  if (kind === "pull") return pullPage(repository, Number(rest[0]));
  return repositoryPage(repository);
}

function repositoryPage(repository: Repository): Answer {
  const items = [...repository.refs].map(
    ([ref, { sha }]) =>
      `${escapeHtml(ref)} at ${link(`/${fullName(repository)}/commit/${sha}`, sha.slice(0, 10))}`,
  );
  return page(fullName(repository), list(items));
}

async function commitPage(repository: Repository, ref: string): Promise<Answer> {
  const sha = await resolveRef(repository, ref);
  const commit = sha === null ? null : await repository.git.commit(sha);
  if (commit === null) return page("No such commit", "", 404);
  const statuses = newestByContext(repository.statuses.get(commit.sha) ?? []).map(
    (status) =>
      `${escapeHtml(status.state)} ${link(status.targetUrl ?? "#", status.context)}: ${escapeHtml(status.description ?? "")}`,
  );
  const message = `<pre>${escapeHtml(commit.message)}</pre><p>${escapeHtml(commit.author.name)}</p>`;
  return page(commit.sha, `${message}<h2>Statuses</h2>${list(statuses)}`);
}

async function comparePage(repository: Repository, range: string): Promise<Answer> {
  const [from = "", to = ""] = range.split("...");
  const [base, head] = await Promise.all([resolveRef(repository, from), resolveRef(repository, to)]);
  if (base === null || head === null) return page("No such comparison", "", 404);
  const commits = await repository.git.commits(await repository.git.reachable(head, [base], 250));
  const items = commits.map(({ sha, message }) => {
    const subject = message.split("\n")[0] ?? "";
    return `${link(`/${fullName(repository)}/commit/${sha}`, sha.slice(0, 10))} ${escapeHtml(subject)}`;
  });
  return page(
    range.replace(/[0-9a-f]{40}/g, (sha) => sha.slice(0, 10)),
    list(items),
  );
}

function pullPage(repository: Repository, number: number): Answer {
  const pull = repository.pulls.find((one) => one.number === number);
  if (pull === undefined) return page("No such pull request", "", 404);
  const ends = `${escapeHtml(pull.headBranch)} into ${escapeHtml(pull.baseBranch)}, ${pull.state}`;
  return page(`${pull.title} #${number}`, `<p>${ends}</p><pre>${escapeHtml(pull.body ?? "")}</pre>`);
}

function link(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

function page(title: string, content: string, status = 200): Answer {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} - Local GitHub</title>
<body style="font: 16px/1.5 system-ui; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere"><h1>${escapeHtml(title)}</h1>${content}</body></html>`;
  return { status, body: Buffer.from(html), headers: { "content-type": "text/html; charset=utf-8" } };
}
