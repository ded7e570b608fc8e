import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../src/deploys/ports/audit-log.js";
import type { Store } from "../../src/deploys/ports/store.js";
import { createStore } from "../../src/store/create-store.js";
import { onEachDatabase } from "./each-database.js";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
const finding = "f".repeat(64);

onEachDatabase((database) => {
  let store: Store;
  let id = 700_000_000_000;

  beforeEach(() => {
    store = createStore(database().kysely);
    id++;
  });

  const line = (minute: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
    at: at(minute),
    personId: 7,
    login: "Ada",
    action: "approved",
    repositoryId: id,
    target: "web",
    detail: { finding, reason: "Agreed" },
    ...changes,
  });
  const times = async (filter: Parameters<Store["auditLines"]>[1], page = { limit: 10 }) =>
    (await store.auditLines(id, filter, page)).map((one) => one.at);

  describe("the audit log", () => {
    test("is read newest first, by target and person, a page at a time", async () => {
      await store.appendAudit([line(1), line(2, { login: "zoe" }), line(3, { target: "api" })]);
      await store.appendAudit([line(4, { target: null, personId: null }), line(5, { repositoryId: 1 })]);
      await store.appendAudit([]);
      expect(await times({})).toEqual([at(4), at(3), at(2), at(1)]);
      expect(await times({ target: "web" })).toEqual([at(2), at(1)]);
      expect(await times({ target: "web", login: "aDA" })).toEqual([at(1)]);
      expect(await store.auditTargets(id)).toEqual(["api", "web"]);
      const [first, second] = await store.auditLines(id, {}, { limit: 2 });
      expect(first).toMatchObject({ personId: null, target: null, withdrawn: null });
      const rest = await store.auditLines(id, {}, { limit: 10, before: second?.id });
      expect(rest.map((one) => one.at)).toEqual([at(2), at(1)]);
      expect(rest[1]).toMatchObject({ ...line(1) });
    });

    test("takes any words", async () => {
      const reason = "'; drop table audit_entry; -- \0 \ud83d \u202e 🦊";
      await store.appendAudit([line(1, { detail: { reason, count: 2, done: true, until: null } })]);
      const [only] = await store.auditLines(id, {}, { limit: 10 });
      expect(only?.detail).toEqual({
        reason: "'; drop table audit_entry; -- ␀ \ufffd \u202e 🦊",
        count: 2,
        done: true,
        until: null,
      });
    });

    test.each([
      "update audit_entry set login = 'mallory'",
      "delete from audit_entry",
      "truncate audit_entry",
      "delete from audit_entry where false",
    ])("the database refuses to %s", async (statement) => {
      await store.appendAudit([line(1)]);
      await expect(sql.raw(statement).execute(database().kysely)).rejects.toThrow("append-only");
      await store.housekeep(new Date("2036-01-01T00:00:00Z"));
      expect(await times({})).toEqual([at(1)]);
    });

    test("has the line of an approval exactly if it has the approval", async () => {
      const approval = { finding, personId: 7, by: "Ada", reason: "Agreed", at: at(1), until: null };
      const unstorable = line(1, { at: "no instant" });
      await expect(store.saveApprovals(id, "web", [approval], [unstorable])).rejects.toThrow();
      expect(await store.approvals(id, "web")).toEqual([]);
      await store.saveApprovals(id, "web", [approval], [line(1)]);

      const withdraw = (audit: AuditEntry) =>
        store.withdrawApprovals(id, "web", finding, { by: "zoe", at: at(2), audit });
      await expect(withdraw(unstorable)).rejects.toThrow();
      expect(await store.approvals(id, "web")).toHaveLength(1);
      const withdrew = line(2, { login: "zoe", action: "withdrew" });
      expect(await Promise.all([withdraw(withdrew), withdraw(withdrew)])).toEqual(
        expect.arrayContaining([0, 1]),
      );
      const lines = await store.auditLines(id, {}, { limit: 10 });
      expect(lines.map(({ action, withdrawn }) => [action, withdrawn])).toEqual([
        ["withdrew", null],
        ["approved", { by: "zoe", at: at(2) }],
      ]);
    });
  });
});
