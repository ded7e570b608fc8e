import { expect } from "vitest";
import type { Page } from "playwright-core";

/** What the keyboard is on, and whether somebody who looks at the page can tell. */
export interface Stop {
  /** "Approve what is marked", or the name of a control: "reason". */
  readonly words: string;
  /** The element, the same for the same. */
  readonly id: number;
  /** What is wrong with how it shows; "": nothing. */
  readonly fault: string;
}

/** Runs in the page: where the focus is, and whether it shows, is on the screen and is not covered. */
const look = `(() => {
  const element = document.activeElement;
  window.__stops ??= new Map();
  if (!window.__stops.has(element)) window.__stops.set(element, window.__stops.size);
  const id = window.__stops.get(element);
  if (element === null || element === document.body) return { words: "", id, fault: "" };
  const words = element.name || element.textContent.trim().replace(/\\s+/g, " ");
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // Words that go on in the next line: their box has room for others.
  const first = element.getClientRects()[0] ?? box;
  const [x, y] = [first.left + first.width / 2, first.top + Math.min(first.height, innerHeight) / 2];
  const top = document.elementFromPoint(x, y);
  const faults = [
    [outlineStyle === "none" || parseFloat(outlineWidth) < 1, "has no outline"],
    [box.width < 2 || box.height < 2, "has no size"],
    [box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth, "is off the screen"],
    [top !== null && !element.contains(top) && !top.contains(element), "is covered by " + top?.outerHTML.slice(0, 80)],
  ];
  const fault = faults.flatMap(([isSo, what]) => (isSo ? [what] : [])).join(", ");
  return { words, id, fault: fault === "" ? "" : words + " " + fault };
})()`;

/** Presses Tab, or goes back with Shift, and says where that leads. */
export async function press(page: Page, key: "Tab" | "Shift+Tab"): Promise<Stop> {
  await page.keyboard.press(key);
  return page.evaluate<Stop>(look);
}

/** Goes from stop to stop until one fits, by its words; the focus has to be seen all the way. */
export async function tabTo(
  page: Page,
  fits: (words: string) => boolean,
  key: "Tab" | "Shift+Tab" = "Tab",
): Promise<void> {
  for (let stops = 0; stops < 80; stops++) {
    const { words, fault } = await press(page, key);
    expect(fault).toBe("");
    if (fits(words)) return;
  }
  throw new Error("There is no such stop");
}

/** All stops of a page from its beginning until the keyboard leaves it. */
export async function allStops(page: Page, key: "Tab" | "Shift+Tab"): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (
    let stop = await press(page, key);
    stop.words !== "" || stop.fault !== "";
    stop = await press(page, key)
  ) {
    stops.push(stop);
    if (stops.length > 300) throw new Error("The keyboard does not come out of the page");
  }
  return stops;
}
