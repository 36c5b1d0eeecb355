import { describe, expect, it } from "vitest";
import { auditParams, readAuditAddress } from "@/components/audit/audit-address";

const NOW = new Date("2026-11-11T00:00:00Z");
const read = (query: string) => readAuditAddress(new URLSearchParams(query), NOW, "Asia/Seoul");

describe("the audit page's address", () => {
  it("says the same there and back", () => {
    const query =
      "from=2026-11-01&to=now&search=브랜드&user=지민&action=user.&status=4xx&category=AUTH&severity=WARNING&cursor=17";
    expect(decodeURIComponent(auditParams(read(query)).toString())).toBe(query);
    expect(auditParams(read("")).toString()).toBe("");
  });

  it("leaves out what makes no sense", () => {
    expect(
      read("from=2026-11-10&to=2026-11-01&category=NOPE&severity=info&userId=1&status=999&cursor=-1"),
    ).toEqual({ range: { from: "now-6d", to: "now" }, filters: {}, cursor: null });
    expect(read("from=yesterday&to=now").range).toEqual({ from: "now-6d", to: "now" });
    expect(read(`search=${"a".repeat(201)}`).filters).toEqual({});
    expect(read("search=%00").filters).toEqual({});
  });
});
