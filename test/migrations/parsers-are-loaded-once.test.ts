import { expect, test, vi } from "vitest";
import { parseEngine } from "../../src/migrations/engine.js";
import { estimateMigrations } from "../../src/migrations/estimate-migrations.js";
import { railsFormat } from "../../src/migrations/formats/rails/rails-format.js";

test("a format's parser, which takes longer to load than to read a file, is loaded once for all files", async () => {
  const load = vi.spyOn(railsFormat, "load");
  const files = Array.from({ length: 5 }, (_, at) => ({
    path: `db/migrate/${at}_add_note.rb`,
    text: `class AddNote${at} < ActiveRecord::Migration[8.0]\n  def change\n    add_column :t, :n${at}, :text\n  end\nend\n`,
  }));
  const estimates = await estimateMigrations({ files, engine: parseEngine("postgres 16"), facts: null });
  expect(estimates.map(({ operations }) => operations.map(({ cost }) => cost))).toEqual(
    files.map(() => ["instant"]),
  );
  expect(load).toHaveBeenCalledTimes(1);
  load.mockRestore();
});
