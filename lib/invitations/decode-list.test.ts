import { expect, it } from "vitest";
import { decodeList } from "@/lib/invitations/decode-list";

const LINE = "minsu@example.com, 편집자, 김민수";
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

it.each([
  ["UTF-8", Buffer.from(LINE)],
  ["UTF-8 with its mark", Buffer.from(`\ufeff${LINE}`)],
  ["UTF-16, little end first", utf16(LINE)],
  ["UTF-16, big end first", utf16(LINE).swap16()],
  // As a Korean Windows saves a CSV: 편집자, 김민수.
  [
    "the Korean code page",
    Buffer.concat([
      Buffer.from("minsu@example.com, "),
      Buffer.from([0xc6, 0xed, 0xc1, 0xfd, 0xc0, 0xda]),
      Buffer.from(", "),
      Buffer.from([0xb1, 0xe8, 0xb9, 0xce, 0xbc, 0xf6]),
    ]),
  ],
])("reads %s", (_, bytes) => {
  expect(decodeList(bytes)).toBe(LINE);
});

it("keeps half a character from hiding the rest", () => {
  expect(decodeList(Buffer.from([0x61, 0x40, 0x62, 0x0a, 0xc6]))).toContain("a@b\n");
});
