/** The dashboard's JSON Schema, for whoever completes and checks a document while it is written. Pure. */
import { z } from "zod";
import { DashboardSpec, SERVER_FIELDS } from "@/lib/dashboards/schema";

/** A JSON Schema, as far as it is read here. */
export interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema | JsonSchema[];
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

const KEPT = { description: "Kept by the server: what is written here is left aside" };

/** A document as people write it: what the server keeps may stand in it, and `version` says what was read. */
export function dashboardSchema(): JsonSchema {
  const schema = z.toJSONSchema(DashboardSpec, { io: "input" }) as JsonSchema;
  const kept = Object.fromEntries(SERVER_FIELDS.map((field) => [field, KEPT]));
  const version = {
    type: "integer",
    minimum: 1,
    description: "The version that was read: publishing over a newer one is refused",
  };
  return { ...schema, properties: { ...schema.properties, ...kept, version } };
}
