import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase | undefined;
beforeEach(async () => {
  database ??= await testDatabase();
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  await db.delete(users);
});
afterAll(() => database?.close());

const request = { id: "r", ip: "192.0.2.1", userAgent: "vitest", method: "POST", path: "/setup" };

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { completeSetup } = await import("@/lib/setup/complete-setup");
  const { setupToken } = await import("@/lib/setup/setup-token");
  const input = {
    token: setupToken(),
    name: "첫 관리자",
    email: "first@lookflex.example",
    password: "quiet lamps over water",
    auditorEmail: "auditor@lookflex.example",
  };
  return {
    db,
    users,
    completeSetup,
    input,
    setup: (change = {}) => completeSetup({ ...input, ...change }, request),
  };
}

describe("setup", () => {
  it("makes an admin without the audit duty and invites an auditor who will hold it", async () => {
    const { db, users, setup } = await house();
    const auditor = await setup();
    expect(await db.select().from(users)).toMatchObject([
      { email: "first@lookflex.example", role: "admin", duties: [] },
    ]);
    const { acceptInvitation } = await import("@/lib/invitations/accept-invitation");
    const token = auditor.url?.split("/").at(-1) ?? "";
    const { sub } = await acceptInvitation(
      { token, name: "감사", password: "another quiet harbour" },
      request,
    );
    const people = await db.select().from(users);
    expect(people.find(({ id }) => id === sub)).toMatchObject({ role: "viewer", duties: ["audit"] });
  });

  it("is done once, also when two come at once", async () => {
    const { db, users, setup } = await house();
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) => setup({ email: `racer-${i}@lookflex.example` })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "NOT_FOUND" });
    expect(await db.select().from(users)).toHaveLength(1);
    await expect(setup({ token: "wrong" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("asks for the console's token, another auditor and a good password", async () => {
    const { db, users, setup } = await house();
    const wrong = [
      [{ token: "wrong" }, "token", "setupTokenWrong"],
      [{ auditorEmail: "FIRST@lookflex.example" }, "auditorEmail", "auditorIsAdmin"],
      [{ password: "password1234" }, "password", "passwordCommon"],
    ] as const;
    for (const [change, path, key] of wrong)
      await expect(setup(change)).rejects.toMatchObject({ code: "INPUT_001", fields: [{ path, key }] });
    expect(await db.select().from(users)).toEqual([]);
  });

  it("is announced on the console while nobody is here, and not after", async () => {
    const { setup, input } = await house();
    const { announceSetup } = await import("@/lib/setup/announce-setup");
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await announceSetup();
    expect(String(said.mock.calls[0]?.[0])).toContain(`/setup#${input.token}`);
    said.mockClear();
    await setup();
    await announceSetup();
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
