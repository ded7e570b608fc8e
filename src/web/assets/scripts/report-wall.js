// Keeps a screen on the wall up to date without a flash, and through minutes without a network: what it showed last
// stays, with since when it is old. Without this script the page loads itself again.

const wall = document.querySelector("[data-wall]");
let lostSince = null;

if (wall !== null) setInterval(renew, Number(wall.dataset.wall) * 1000);

async function renew() {
  try {
    const response = await fetch(location.href, { signal: AbortSignal.timeout(20_000) });
    // Signed out, or not there any more: people have to see that.
    if (response.redirected || [401, 403, 404].includes(response.status)) return location.reload();
    if (!response.ok) throw new Error(`${response.status}`);
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
    lostSince = null;
  } catch {
    lostSince ??= new Date();
    const note = document.querySelector("[data-wall-lost]");
    note.textContent = `Not reached since ${lostSince.toLocaleTimeString()}.`;
    note.hidden = false;
  }
}

function show(page) {
  const styles = (of) => of.querySelector("link[rel=stylesheet]").href;
  const icon = (of) => of.querySelector("link[rel=icon]");
  // A newer version of the service: all of it, then.
  if (styles(document) !== styles(page)) return location.reload();
  document.title = page.title;
  if (icon(document).href !== icon(page).href) icon(document).replaceWith(icon(page));
  document.querySelector("main").replaceWith(page.querySelector("main"));
}
