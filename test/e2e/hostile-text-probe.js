// Runs in the browser before anything of a page: notices what runs, and tells what of a document should not be there.

/** What nobody can see, or what turns the direction of its surroundings. */
const unseen = /(?![\t\n])\p{Cc}|[\u200B\u2028-\u202E\u2060-\u2069\u3164\uFEFF]|[\u{E0000}-\u{E001F}]/u;
const strangers =
  "iframe, frame, object, embed, base, style, img, picture, video, audio, math, template, dialog, marquee, animate, set, foreignObject, main svg script";
/** They hold what a person wrote or what a form sends back, as it is. */
const asTyped = new Set(["value", "href", "action", "src", "content"]);

Object.defineProperty(window, "__pwned", {
  set() {
    console.error("Hostile text ran");
  },
});
addEventListener("securitypolicyviolation", (event) =>
  console.error(`Refused: ${event.violatedDirective} ${event.blockedURI}`),
);

window.hostileProbe = { contentFaults, layoutFaults, askFor };

/** What is not as the site writes it: elements, attributes, addresses, characters. `origins`: whom it may link to. */
function contentFaults(page, origins) {
  const faults = [];
  const all = [...page.querySelectorAll("*")];
  for (const element of page.querySelectorAll(strangers)) faults.push(`element ${element.outerHTML}`);
  for (const script of page.scripts)
    if (!/^\/assets\//.test(script.getAttribute("src") ?? "") || script.text !== "")
      faults.push(`script ${script.outerHTML}`);
  for (const element of all)
    for (const { name, value } of element.attributes) {
      if (!/^[a-z][a-zA-Z-]*$/.test(name) || /^(?:on|style$|srcdoc$|formaction$|ping$)/.test(name))
        faults.push(`attribute ${name} of ${element.outerHTML}`);
      if (!asTyped.has(name) && unseen.test(value))
        faults.push(`invisible in ${name} of ${element.localName}`);
    }
  for (const element of page.querySelectorAll("[href], [action]")) {
    const address = element.getAttribute("href") ?? element.getAttribute("action");
    const { protocol, origin } = new URL(address, location.origin);
    if (!/^https?:$/.test(protocol) || !origins.includes(origin)) faults.push(`address ${address}`);
  }
  for (const meta of page.querySelectorAll("meta[http-equiv]"))
    if (!/^\d+;url=\//.test(meta.content)) faults.push(`meta ${meta.content}`);
  for (const name of ["title:not(svg *)", "main", "h1", "body", "[id=content]"])
    if (page.querySelectorAll(name).length !== 1)
      faults.push(`${page.querySelectorAll(name).length} of ${name}`);
  const words = page.createTreeWalker(page, window.NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { data, parentElement } = words.currentNode;
    if (parentElement?.closest("textarea.typed, textarea:not([readonly])")) continue;
    if (unseen.test(data)) faults.push(`invisible in ${parentElement?.localName}: ${data.slice(0, 80)}`);
  }
  return faults.map((fault) => fault.slice(0, 300));
}

/** What sticks out of the window or of what it stands in. */
function layoutFaults() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const faults = scrollWidth === clientWidth ? [] : [`the page is ${scrollWidth - clientWidth} px too wide`];
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    if (!element.checkVisibility() || element.closest("svg, .for-readers, .skip-link, option")) continue;
    const style = window.getComputedStyle(element);
    // Cards stand for the rows of a narrow table; its head is for screen readers only.
    if (element.matches("thead *") && style.display === "block") continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (left < -1 || right > clientWidth + 1) && !isClipped(element))
      faults.push(`outside the window (${left} to ${right}): ${nameOf(element)}`);
    const hides = style.overflowX !== "visible" || /^(?:inline|contents)$|^table-/.test(style.display);
    if (!hides && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      faults.push(`content wider by ${element.scrollWidth - element.clientWidth} px: ${nameOf(element)}`);
  }
  return faults;
}

function isClipped(element) {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement)
    if (window.getComputedStyle(parent).overflowX !== "visible") return true;
  return false;
}

function nameOf({ localName, className, textContent }) {
  return `${localName}.${className} ${textContent.trim().slice(0, 60)}`;
}

/** What a browser would make of the answers to these paths, without opening each. */
async function askFor(paths, origins) {
  const answers = [];
  for (const path of paths) {
    const response = await fetch(path);
    const text = await response.text();
    const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
    const page = new DOMParser().parseFromString(text, "text/html");
    answers.push({
      path,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      faults: isPage ? contentFaults(page, origins) : [],
    });
  }
  return answers;
}
