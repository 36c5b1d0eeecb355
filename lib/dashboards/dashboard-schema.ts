/** The dashboard's JSON Schema, for whoever completes and checks a document while it is written. Pure. */
import { z } from "zod";
import { DashboardSpec, SERVER_FIELDS } from "@/lib/dashboards/schema";
import type { HintSchema } from "@/lib/yaml/schema-hints";

const KEPT = { description: "Kept by the server: what is written here is left aside" };

/** What people write of a dashboard, and nothing else. */
export const specSchema = (): HintSchema => z.toJSONSchema(DashboardSpec, { io: "input" }) as HintSchema;

/** A document as people write it: what the server keeps may stand in it, and `version` says what was read. */
export function dashboardSchema(): HintSchema {
  const schema = specSchema();
  const kept = Object.fromEntries(SERVER_FIELDS.map((field) => [field, KEPT]));
  const version = {
    type: "integer",
    minimum: 1,
    description: "The version that was read: publishing over a newer one is refused",
  };
  return { ...schema, properties: { ...schema.properties, ...kept, version } };
}
