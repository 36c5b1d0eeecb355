import { describe, expect, it } from "vitest";
import { MOST_LINES, parseInvitationList } from "@/lib/invitations/parse-invitation-list";

const short = (text: string) =>
  parseInvitationList(text, "viewer").map(({ line, email, role, name, problem }) =>
    [line, email, role, name, problem].join("|"),
  );

describe("parseInvitationList", () => {
  it("reads email, role and name; header, quotes, blank lines and a byte order mark are fine", () => {
    const csv =
      '\uFEFFemail,role,name\r\na@x.example,editor,김서연\r\n\r\n"b@x.example","Admin","Kim, ""Jun"""\r\nc@x.example';
    expect(short(csv)).toEqual([
      "2|a@x.example|editor|김서연|",
      '4|b@x.example|admin|Kim, "Jun"|',
      "5|c@x.example|viewer||",
    ]);
  });

  it("takes tabs and semicolons as spreadsheets paste them, and Korean role names", () => {
    expect(short("이메일\t역할\na@x.example\t편집자\tAnn\nb@x.example;뷰어")).toEqual([
      "2|a@x.example|editor|Ann|",
      "3|b@x.example|viewer||",
    ]);
  });

  it("takes a line of addresses apart", () => {
    expect(short("a@x.example, b@x.example; c@x.example;")).toEqual([
      "1|a@x.example|viewer||",
      "1|b@x.example|viewer||",
      "1|c@x.example|viewer||",
    ]);
  });

  it("says what is wrong with which line", () => {
    expect(
      short("nobody\na@x.example,owner\nb@x.example\nB@X.example,editor\nc@x.example,,a\u0007b"),
    ).toEqual([
      "1|nobody|viewer||email",
      "2|a@x.example|viewer||role",
      "3|b@x.example|viewer||",
      "4|B@X.example|editor||twice",
      "5|c@x.example|viewer||name",
    ]);
  });

  it("keeps markup as text and stops after the most it takes", () => {
    expect(short("a@x.example,viewer,<script>alert(1)</script>")).toEqual([
      "1|a@x.example|viewer|<script>alert(1)</script>|",
    ]);
    const many = parseInvitationList(
      Array.from({ length: 10_000 }, (_, i) => `n${i}@x.example`).join("\n"),
      "viewer",
    );
    expect(many).toHaveLength(MOST_LINES + 1);
    expect(many.at(-1)?.problem).toBe("tooMany");
    expect(many.at(-2)?.problem).toBeNull();
  });
});
