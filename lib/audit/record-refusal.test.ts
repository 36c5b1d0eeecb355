import { expect, it } from "vitest";
import { classifyRefusal } from "@/lib/audit/record-refusal";

it.each([
  [401, "SECURITY", "WARNING"],
  [403, "SECURITY", "WARNING"],
  [400, "API", "WARNING"],
  [404, "API", "WARNING"],
  [409, "API", "WARNING"],
  [429, "API", "WARNING"],
  [500, "API", "ERROR"],
  [503, "API", "ERROR"],
] as const)("%i of the API is %s and %s", (status, category, severity) => {
  expect(classifyRefusal("/api/v1/dashboards/x", status)).toMatchObject({ category, severity });
});

it.each([
  ["/api/auth/callback/credentials", "AUTH"],
  ["/auth/callback", "AUTH"],
  ["/admin/users", "ADMIN"],
  ["/api/v1/admin/jobs", "ADMIN"],
  ["/api/v1/query", "API"],
  ["/d/auth", "SYSTEM"],
  ["/administration", "SYSTEM"],
  ["/apiary", "SYSTEM"],
  ["/", "SYSTEM"],
])("what fails at %s is %s", (path, category) => {
  expect(classifyRefusal(path, 500).category).toBe(category);
});
