/** The API as an OpenAPI 3.1 document, made from the schemas that check its input. Pure. */
import { z } from "zod";
import { CALLS, type Call, IN, OUT, type SchemaName } from "@/app/api/v1/openapi.json/api-calls";
import { ERROR_STATUS } from "@/lib/errors";

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });

/** A file's own type is as varied as files are. */
const FILE = { "*/*": { schema: { type: "string", format: "binary" } } };

function answers({ status = 200, ...call }: Call) {
  return Object.fromEntries([status].flat().map((one) => [one, answer(one, call)]));
}

function answer(status: number, { data, yaml, bare, events, file }: Omit<Call, "status">) {
  if (events) return { description: "Done", content: { "text/event-stream": { schema: ref(events) } } };
  if (file) return { description: "Done", content: FILE };
  const content = Array.isArray(data) ? { type: "array", items: ref(data[0]) } : data ? ref(data) : {};
  const envelope = {
    type: "object",
    properties: { status: { const: true }, data: content },
    required: ["status", "data"],
  };
  return {
    description: status === 201 ? "Made" : "Done",
    content: {
      "application/json": { schema: bare ? { type: "object" } : envelope },
      ...(yaml ? { "application/yaml": { schema: content } } : {}),
    },
  };
}

function operation(path: string, method: string, call: Call) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(call.query ?? {}).map(([name, description]) => ({
    name,
    in: "query",
    description,
    schema: { type: "string" },
  }));
  const codes = [
    ...(["AUTH_001", "AUTH_004", "RATE_001", "INTERNAL"] as const),
    ...(inPath.length > 0 ? (["NOT_FOUND"] as const) : []),
    ...(call.body || call.query ? (["INPUT_001"] as const) : []),
    ...(call.body || call.media ? (["FILE_001", "FILE_002"] as const) : []),
    ...(call.errors ?? []),
  ];
  const byStatus = new Map<number, string[]>();
  for (const code of codes)
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  const failures = [...byStatus].map(([status, names]) => [
    String(status),
    {
      description: names.join(", "),
      content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
    },
  ]);
  const media = call.body ? { schema: ref(call.body) } : undefined;
  const content = {
    ...(media ? { "application/json": media, ...(call.yaml ? { "application/yaml": media } : {}) } : {}),
    ...Object.fromEntries((call.media ?? []).map((type) => [type, {}])),
  };
  return {
    operationId: `${method}${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    summary: call.summary,
    tags: [path.split("/")[1]],
    parameters: [...inPath, ...inQuery],
    ...(Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {}),
    responses: { ...answers(call), ...Object.fromEntries(failures) },
  };
}

function schemas(): Record<string, unknown> {
  const plain = (schema: z.ZodType, io: "input" | "output") => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
    return rest;
  };
  return {
    ...Object.fromEntries(Object.entries(IN).map(([name, schema]) => [name, plain(schema, "input")])),
    ...Object.fromEntries(Object.entries(OUT).map(([name, schema]) => [name, plain(schema, "output")])),
    Failure: plain(
      z.object({
        status: z.literal(false),
        error: z.object({
          code: z.enum(Object.keys(ERROR_STATUS)),
          message: z.string(),
          details: z.record(z.string(), z.unknown()).optional(),
        }),
      }),
      "output",
    ),
  };
}

/** @param siteUrl origin people type, without a trailing slash */
export const describeApi = (siteUrl: string) => ({
  openapi: "3.1.0",
  info: {
    title: "LookFlex API",
    version: "1",
    description:
      "Success is {status: true, data}, failure {status: false, error: {code, message, details?}} with the right HTTP status.",
  },
  servers: [{ url: `${siteUrl}/api/v1` }],
  security: [{ token: [] }, { apiKey: [] }],
  paths: Object.fromEntries(
    Object.entries(CALLS).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, call]) => [method, operation(path, method, call)]),
      ),
    ]),
  ),
  components: {
    securitySchemes: {
      token: { type: "http", scheme: "bearer", description: "An API token: lf_…" },
      apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
    },
    schemas: schemas(),
  },
});
