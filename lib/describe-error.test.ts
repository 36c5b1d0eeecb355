import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { describeError } from "@/lib/describe-error";

describe("describeError", () => {
  it("tells what failed and where, never the values of a statement", () => {
    const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
      code: "23505",
      detail: "Key (email)=(somebody@example.com) already exists.",
      parameters: ["somebody@example.com"],
    });
    const error = new DrizzleQueryError(
      "insert into users values ($1)",
      ["somebody@example.com", "a\nb"],
      cause,
    );
    const described = describeError(error);
    expect(JSON.stringify(described)).not.toContain("somebody@example.com");
    expect(described.message).toContain("insert into users");
    expect(described.stack).toContain("describe-error.test.ts");
    expect(described.cause).toMatchObject({ code: "23505", message: cause.message });
  });

  it("takes whatever was thrown", () => {
    expect(describeError("text")).toEqual({ type: "string", message: "text" });
    expect(describeError(undefined)).toEqual({ type: "undefined", message: "undefined" });
  });
});
