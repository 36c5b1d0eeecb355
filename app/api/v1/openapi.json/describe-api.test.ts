import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CALLS } from "@/app/api/v1/openapi.json/api-calls";
import { describeApi } from "@/app/api/v1/openapi.json/describe-api";

const root = path.resolve(import.meta.dirname, "..");
const inCode = readdirSync(root, { recursive: true, encoding: "utf8" })
  // The catch-all answers what is no call.
  .filter((file) => path.basename(file) === "route.ts" && !file.includes("[..."))
  .flatMap((file) => {
    const address = `/${path
      .dirname(file)
      .replaceAll(path.sep, "/")
      .replace(/\[(\w+)\]/g, "{$1}")}`;
    const source = readFileSync(path.join(root, file), "utf8");
    return [...source.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(
      ([, method]) => `${method} ${address}`,
    );
  });

/** Every `$ref` in a document. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : references(inner),
  );
}

describe("describeApi", () => {
  it("describes every call of the code, and no other", () => {
    const described = Object.entries(CALLS).flatMap(([address, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
    );
    expect(described.sort()).toEqual(inCode.sort());
  });

  it("refers only to what it holds, and names each operation once", () => {
    const document = describeApi("https://bi.example.com");
    const text = JSON.parse(JSON.stringify(document));
    for (const reference of references(text)) {
      const found = reference
        .replace("#/", "")
        .split("/")
        .reduce<unknown>(
          (value, key) => (typeof value === "object" && value ? Reflect.get(value, key) : undefined),
          text,
        );
      expect(found, reference).toBeDefined();
    }
    const ids = [...JSON.stringify(document).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(inCode.length);
  });

  it("says what PUT needs and answers", () => {
    const put = describeApi("https://bi.example.com").paths["/dashboards/{slug}"]?.put;
    expect(Object.keys(put?.requestBody?.content ?? {})).toEqual(["application/json", "application/yaml"]);
    expect(put?.responses).toHaveProperty("409");
    expect(put?.parameters).toMatchObject([{ name: "slug", in: "path", required: true }]);
  });
});
