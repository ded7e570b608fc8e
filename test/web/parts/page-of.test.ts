import { expect, test } from "vitest";
import { pageOf } from "../../../src/web/parts/page-of.js";

const list = (length: number) => Array.from({ length }, (_, index) => index + 1);

test.each([
  ["short lists have one page", 3, null, { from: 1, count: 3, number: 1, pages: 1 }],
  ["the first page", 25, null, { from: 1, count: 10, number: 1, pages: 3 }],
  ["a later page", 25, "3", { from: 21, count: 5, number: 3, pages: 3 }],
  ["a page that does not exist", 25, "4", { from: 1, count: 10, number: 1, pages: 3 }],
  ["nonsense", 25, "-1", { from: 1, count: 10, number: 1, pages: 3 }],
  ["everything", 25, "all", { from: 1, count: 25, number: "all", pages: 3 }],
  ["everything of a list that is too long", 2001, "all", { from: 1, count: 10, number: 1, pages: 201 }],
  ["nothing", 0, null, { from: 0, count: 0, number: 1, pages: 1 }],
])("%s", (_, length, asked, { count, ...expected }) => {
  const { items, total, ...page } = pageOf(list(length), 10, asked);
  expect(page).toEqual(expected);
  expect(total).toBe(length);
  expect(items).toHaveLength(count);
  expect(items[0]).toBe(count === 0 ? undefined : expected.from);
});
