import { describe, expect, it } from "vitest";
import { hashPassword, NOBODYS_HASH, verifyPassword } from "@/lib/auth/password";

describe("passwords", () => {
  it("are kept as argon2id, each with its own salt", async () => {
    const [first, second] = await Promise.all([
      hashPassword("correct horse 9"),
      hashPassword("correct horse 9"),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword(first, "correct horse 9")).toBe(true);
    expect(await verifyPassword(first, "correct horse 8")).toBe(false);
  });

  it("fit however the keyboard composes Hangul, beyond bcrypt's 72 bytes too", async () => {
    const long = "비밀번호는한글로도길게쓸수있어야합니다그렇지않습니까".normalize("NFC");
    const hash = await hashPassword(long);
    expect(await verifyPassword(hash, long.normalize("NFD"))).toBe(true);
    expect(await verifyPassword(hash, `${long.slice(0, -1)}다`)).toBe(false);
  });

  it("never fit somebody without one, at the cost of a real check", async () => {
    expect(await verifyPassword(null, "anything at all")).toBe(false);
    const cost = (phc: string) => phc.split("$").slice(1, 4);
    expect(cost(NOBODYS_HASH)).toEqual(cost(await hashPassword("x")));
  });
});
