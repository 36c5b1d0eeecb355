import { z } from "zod";
import { assertStorable, parseInput } from "@/lib/parse-input";
import { VIEW_SERVER_FIELDS, ViewInput } from "@/lib/views/schema";

/** A view's document as it came in. @throws AppError INPUT_001 with the fields at fault */
export function parseView(input: unknown): ViewInput {
  assertStorable(input);
  const document = parseInput(z.looseObject({}), input);
  for (const field of VIEW_SERVER_FIELDS) delete document[field];
  return parseInput(ViewInput, document);
}
