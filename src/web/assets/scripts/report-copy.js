// The buttons that copy what stands on the page. Without this script people mark it by hand: the buttons stay hidden.

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (source === null || navigator.clipboard === undefined) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(source).then(tell, () => mark(source)));
}

/** Rich text goes with its words alone beside it, for whatever takes no other. */
async function copy(source) {
  if (source.matches("textarea")) return navigator.clipboard.writeText(source.value);
  const as = (type, words) => new Blob([words], { type });
  const item = new ClipboardItem({
    "text/html": as("text/html", source.innerHTML),
    "text/plain": as("text/plain", source.innerText),
  });
  return navigator.clipboard.write([item]);
}

function tell() {
  const place = document.querySelector("[data-copied]");
  place.textContent = place.dataset.copied;
}

/** Where the browser refuses, what is to be copied is at least marked. */
function mark(source) {
  source.focus();
  if (source.matches("textarea")) source.select();
  else window.getSelection().selectAllChildren(source);
}
