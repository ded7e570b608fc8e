import type { TreeEntry } from "../git/bare-repository.js";
import { ApiError, notFound, ok } from "../http/answer.js";
import { param, type RepositoryCall } from "../http/api-call.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { urlPath, type Json } from "../json/json.js";
import { fullName } from "../world/entities.js";
import { resolveRef } from "../world/resolve-ref.js";

/** Larger files come without their text; larger than the second limit not at all. In bytes. */
const largestInline = 1024 * 1024;
const largest = 100 * 1024 * 1024;

function typeOf(entry: TreeEntry): "file" | "dir" | "symlink" | "submodule" {
  if (entry.type === "tree") return "dir";
  if (entry.type === "commit") return "submodule";
  return entry.mode === "120000" ? "symlink" : "file";
}

function entryJson(call: RepositoryCall, ref: string, path: string, entry: TreeEntry): Json {
  const { world, repository } = call;
  const api = `${world.api}/repos/${fullName(repository)}`;
  const html = `${world.origin}/${fullName(repository)}`;
  const type = typeOf(entry);
  const place = urlPath(path);
  const self = `${api}/contents/${place}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${api}/git/${type === "dir" ? "trees" : "blobs"}/${entry.sha}`;
  const htmlUrl = `${html}/${type === "dir" ? "tree" : "blob"}/${urlPath(ref)}/${place}`;
  return {
    type,
    size: entry.size,
    name: path.split("/").at(-1) ?? "",
    path,
    sha: entry.sha,
    url: self,
    git_url: type === "submodule" ? null : gitUrl,
    html_url: type === "submodule" ? null : htmlUrl,
    download_url: type === "file" ? `${html}/raw/${urlPath(ref)}/${place}` : null,
    _links: {
      self,
      git: type === "submodule" ? null : gitUrl,
      html: type === "submodule" ? null : htmlUrl,
    },
  };
}

async function getContents(call: RepositoryCall) {
  const { repository, query } = call;
  const path = param(call, "path").replaceAll(/^\/+|\/+$/g, "");
  const ref = query.get("ref") ?? repository.defaultBranch;
  const commit = await resolveRef(repository, ref);
  if (commit === null) {
    throw repository.refs.size === 0
      ? new ApiError(404, "This repository is empty.")
      : new ApiError(404, `No commit found for the ref ${ref}`);
  }
  const entry = await repository.git.entry(commit, path);
  if (entry === null) throw notFound();
  if (entry.type === "tree") {
    const entries = await repository.git.list(entry.sha);
    const prefix = path === "" ? "" : `${path}/`;
    return ok(entries.map((one) => entryJson(call, ref, `${prefix}${one.path}`, one)));
  }
  if (entry.type === "commit") return ok(submoduleJson(call, ref, path, entry));
  if (entry.mode !== "120000") return fileAnswer(call, ref, path, entry);
  return symlinkAnswer(call, ref, path, entry, commit);
}

function submoduleJson(call: RepositoryCall, ref: string, path: string, entry: TreeEntry): Json {
  return { ...entryJson(call, ref, path, entry), submodule_git_url: `${call.world.origin}/submodule.git` };
}

/** A link to a file of the same repository answers that file; any other answers the link itself. */
async function symlinkAnswer(
  call: RepositoryCall,
  ref: string,
  path: string,
  entry: TreeEntry,
  commit: string,
) {
  const target = (await call.repository.git.blob(entry.sha)).toString("utf8");
  const { pathname } = new URL(target, new URL(path, "file:///"));
  const linked = await call.repository.git.entry(commit, decodeURIComponent(pathname).slice(1));
  if (linked?.type === "blob" && linked.mode !== "120000") return fileAnswer(call, ref, path, linked);
  return ok({ ...entryJson(call, ref, path, entry), target });
}

async function fileAnswer(call: RepositoryCall, ref: string, path: string, entry: TreeEntry) {
  if (entry.size > largest) {
    throw new ApiError(403, "This API returns blobs up to 100 MB in size. The requested blob is too large.");
  }
  const raw = /application\/vnd\.github\.(v3\.)?raw/.test(call.headers.accept ?? "");
  if (raw) {
    const body = await call.repository.git.blob(entry.sha);
    return ok(body, { "content-type": "application/vnd.github.raw; charset=utf-8" });
  }
  const inline = entry.size <= largestInline;
  const text = inline ? (await call.repository.git.blob(entry.sha)).toString("base64") : "";
  return ok({
    ...entryJson(call, ref, path, entry),
    // In lines of sixty characters, as GitHub sends it.
    content: text.replaceAll(/.{1,60}/g, "$&\n"),
    encoding: inline ? "base64" : "none",
  });
}

export const contentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/contents", ["contents:read"], (call) =>
    getContents({ ...call, params: { ...call.params, path: "" } }),
  ),
  repositoryRoute("GET", "/contents/{path+}", ["contents:read"], getContents),
];
