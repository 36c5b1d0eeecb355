import { expect, it } from "vitest";
import { attachment } from "@/lib/export/attachment";

it("names the file for old and new readers", () => {
  expect(attachment("감사 로그.csv")).toBe(
    `attachment; filename="__ __.csv"; filename*=UTF-8''%EA%B0%90%EC%82%AC%20%EB%A1%9C%EA%B7%B8.csv`,
  );
});

it("lets no name break out of the header", () => {
  expect(attachment('a"\r\nX: y')).toBe(
    `attachment; filename="a___X: y"; filename*=UTF-8''a%22%0D%0AX%3A%20y`,
  );
});
