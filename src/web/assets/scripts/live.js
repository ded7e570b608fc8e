// Follows a check while it runs, and shows the result when it is there. What the page says without this script stays
// true: the steps are a list that only this one fills.

const root = document.querySelector("[data-live]");
/** How soon another stream is asked for, or the page loaded again where a check runs and there is no stream. */
const reconnectMs = 5_000;

/** @type {EventSource | null} */
let stream = null;
/** Set while a check is known to run: then the page listens in the background too. */
let isRunning = false;
let failures = 0;
let timer = 0;

if (root instanceof HTMLElement) {
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  isRunning = !root.hidden;
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
}

function listen() {
  if (stream !== null || (document.hidden && !isRunning)) return;
  clearTimeout(timer);
  stream = new EventSource(root.dataset.live);
  stream.addEventListener("steps", (event) => showSteps(JSON.parse(event.data)));
  stream.addEventListener("result", () => {
    close();
    showResult();
  });
  stream.addEventListener("over", (event) => {
    close();
    if (event.data === "later") timer = setTimeout(listen, reconnectMs);
    // The session has ended, say: what is being written is all that there is to lose.
    else if (!isBusy()) location.reload();
  });
  stream.addEventListener("open", () => (failures = 0));
  stream.addEventListener("error", () => {
    // Refused or broken: the browser would either give up or ask every few seconds for ever.
    close();
    failures++;
    timer = isRunning ? setTimeout(waitBlindly, reconnectMs) : setTimeout(listen, backOff());
  });
}

/** Does what browsers without scripts do, as long as that takes nothing away. */
function waitBlindly() {
  if (isBusy()) listen();
  else location.reload();
}

function backOff() {
  return Math.min(reconnectMs * 2 ** failures, 60_000);
}

/** A page that nobody looks at holds no connection, unless a check runs: the tab's icon is to turn. */
function rest() {
  if (!isRunning) close();
}

function close() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
}

/** @param {{ running: boolean, says: string, steps: { id: string, state: string, count: string }[] }} progress */
function showSteps({ running, says, steps }) {
  isRunning = running;
  root.hidden = !running;
  for (const { id, state, count } of steps) {
    const item = root.querySelector(`[data-step="${CSS.escape(id)}"]`);
    if (item === null) continue;
    item.dataset.state = state;
    if (state === "running") item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    item.querySelector("[data-count]").textContent = count;
  }
  // Read out when a step begins; the numbers that change all the time are not.
  const status = root.querySelector("[data-says]");
  if (status.textContent !== says) status.textContent = says;
}

/** Loads the page with the result, unless that would take away what somebody writes or has marked. */
function showResult() {
  if (!isBusy()) return location.reload();
  isRunning = false;
  root.hidden = false;
  root.querySelector("[data-steps]").hidden = true;
  const news = root.querySelector("[data-news]");
  news.hidden = false;
  root.querySelector("[data-says]").textContent = "The result has changed.";
}

/**
 * Whether a form holds what was entered and not sent, or is about to; or somebody goes through the page by keyboard, who
 * would find themselves at its beginning.
 */
function isBusy() {
  if (document.activeElement?.matches(":focus-visible")) return true;
  const forms = document.querySelectorAll("form[method=post]");
  return [...forms].flatMap((form) => [...form.elements]).some(isEntered);
}

/** @param {Element} field */
function isEntered(field) {
  if (field instanceof HTMLSelectElement) {
    const preset = [...field.options].findIndex((option) => option.defaultSelected);
    return !field.multiple && field.selectedIndex !== Math.max(preset, 0);
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}
