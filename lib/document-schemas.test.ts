import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SERVER_FIELDS } from "@/lib/dashboards/schema";
import { DOCUMENT_NAMES, documentSchema, schemaFile } from "@/lib/document-schemas";

const folder = path.join(import.meta.dirname, "../schemas");

describe("schemas", () => {
  it("lie in the repository as they are served; `npm run schemas` writes them", () => {
    expect(readdirSync(folder).sort()).toEqual(DOCUMENT_NAMES.map((name) => `${name}.json`).sort());
    for (const name of DOCUMENT_NAMES)
      expect(readFileSync(path.join(folder, `${name}.json`), "utf8"), `npm run schemas: ${name}`).toBe(
        schemaFile(name),
      );
  });

  it("take what the API gave: what the server keeps may stand in a dashboard", () => {
    const { properties } = documentSchema("dashboard") as { properties: object };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...SERVER_FIELDS, "version", "widgets"]));
    expect(documentSchema("secrets")).toBeUndefined();
  });
});
