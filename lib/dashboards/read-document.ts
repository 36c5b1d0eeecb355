import "server-only";
import type { DocumentInput } from "@/lib/dashboards/parse-document";
import { readBody } from "@/lib/http/read-body";

/** A document of 200 widgets with every option is far smaller. */
const MAX_BYTES = 2_000_000;

/**
 * A request's body as a document. YAML stays text, so that its faults can be told by line.
 * @throws AppError FILE_001, FILE_002, INPUT_001
 */
export async function readDocument(request: Request): Promise<DocumentInput> {
  const copy = request.clone();
  const value = await readBody(request, { yaml: true, maxBytes: MAX_BYTES });
  const type = request.headers.get("content-type") ?? "";
  if (!/\byaml\b/i.test(type)) return { format: "json", value };
  return { format: "yaml", text: await copy.text() };
}
