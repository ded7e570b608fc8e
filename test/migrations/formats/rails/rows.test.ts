import { expect, test } from "vitest";
import { readRails, show, stepsOf } from "./read-rails.js";

test.each([
  [`User.update_all(a: 1)`, ["update users"]],
  [`User.where(x: 1).in_batches(of: 100) { |b| b.update_all(y: 2); sleep 0.1 }`, ["update users"]],
  [`User.in_batches.update_all(y: 2)`, ["update users"]],
  [`User.find_each { |u| u.x = 1; u.save! }`, ["update users"]],
  [`User.find_each(&:touch)`, ["update users"]],
  [`User.find_each { |u| Post.create!(user: u) }`, ["insert posts", "read users"]],
  [`User.find_in_batches { |group| group.each { |u| u.update!(x: 1) } }`, ["update users"]],
  [`Admin::User.where.not(a: nil).delete_all`, ["delete admin_users"]],
  [`Person.find_by(name: "x").update(a: 1)`, ["update people 1"]],
  [`Status.create!(name: "x")`, ["insert statuses 1"]],
  [`3.times { Category.create!(name: "x") }`, Array.from({ length: 3 }, () => "insert categories 1")],
  [`CallRecord.insert_all([{ a: 1 }, { a: 2 }])`, ["insert call_records 2"]],
  [`User.upsert_all(rows?)`, ["insert users"]],
  [`Post.active.recent.destroy_all`, ["delete posts"]],
  [`Post.count`, ["read posts"]],
  [`u = User.new(a: 1); u.save!`, ["insert users 1"]],
  [`ActiveRecord::Base.transaction { User.destroy_all }`, ["delete users"]],
  [
    `User.reset_column_information; User.connection.add_column :a, :x, :integer`,
    [`ALTER TABLE "a" ADD COLUMN "x" integer`],
  ],
  [`Role.find_each { |r| r.add_permission!(:x) }`, ["update roles"]],
  [`Project.find_each { |p| p.trackers.clear }`, ["delete ?", "read projects"]],
  [`User.rebuild_tree!`, ["unreadable: User.rebuild_tree!: what it does is not known"]],
  [`count = User.active_total; say count`, []],
  [`Arel.sql("x")`, []],
])("%s", async (ruby, expected) => {
  expect((await stepsOf(ruby)).map(show)).toEqual(expected);
});

test("models of the migration: their own table, an inherited one, their name's", async () => {
  const { steps } = await readRails(`
    class Try < ActiveRecord::Migration[7.1]
      class Entry < ActiveRecord::Base
        self.table_name = "ledger"
        scope :open, -> { where(open: true) }
      end
      class Special < Entry; end
      class UserAddress < ApplicationRecord; end
      def up
        Entry.open.update_all(x: 1)
        Special.delete_all
        UserAddress.update_all(x: 1)
        execute "UPDATE #{Entry.table_name} SET x = 1"
      end
    end`);
  expect(steps.map(show)).toEqual([
    "update ledger",
    "delete ledger",
    "update user_addresses",
    "UPDATE ledger SET x = 1",
  ]);
});
