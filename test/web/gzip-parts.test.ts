import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gzipParts } from "../../src/web/parts/gzip-parts.js";
import { keepMarkup } from "../../src/web/parts/kept-markup.js";

const text = fc.string({ unit: "binary" }).map((any) => any.toWellFormed());
const part = fc.oneof(text, text.map(keepMarkup));

test("parts come out as the text that they are of, whichever of them were kept", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const whole = parts.map((one) => (typeof one === "string" ? one : one.bytes.toString())).join("");
      expect(gunzipSync(await gzipParts(parts)).toString("utf8")).toBe(whole);
    }),
  );
});

test("a piece can be sent more than once", async () => {
  const rows = keepMarkup("<tr>æ😀</tr>".repeat(10_000));
  const sent = await gzipParts(["<table>", rows, rows, "</table>"]);
  expect(gunzipSync(sent).toString("utf8")).toBe(`<table>${rows.bytes.toString().repeat(2)}</table>`);
  expect(sent.length).toBeLessThan(rows.bytes.length / 50);
});
