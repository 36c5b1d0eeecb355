import "server-only";
import type { DocumentInput } from "@/lib/dashboards/parse-document";
import { isYaml, mediaType, readBody, readText } from "@/lib/http/read-body";

/** A document of 200 widgets with every option is far smaller. */
const MAX_BYTES = 2_000_000;

/**
 * A request's body as a document. YAML stays text, so that its faults can be told by line.
 * @throws AppError FILE_001, FILE_002, INPUT_001
 */
export async function readDocument(request: Request): Promise<DocumentInput> {
  if (isYaml(mediaType(request.headers))) return { format: "yaml", text: await readText(request, MAX_BYTES) };
  return {
    format: "json",
    value: await readBody(request, { maxBytes: MAX_BYTES, expected: "application/json, application/yaml" }),
  };
}
