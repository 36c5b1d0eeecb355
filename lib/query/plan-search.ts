import { invalidInput } from "@/lib/errors";
import { parseValue } from "@/lib/query/parse-value";
import type { PlanCondition } from "@/lib/query/plan";
import type { PlanScope } from "@/lib/query/plan-scope";
import type { TextSearch } from "@/lib/query/query";
import { impossibleQuery } from "@/lib/query/query-error";

/**
 * What a search tests: its text in each of its dimensions, as this viewer reads them.
 * @throws AppError QUERY_001 for a dimension that is unknown or no text, INPUT_001 for a text no database holds.
 */
export function planSearch({ text, dimensions }: TextSearch, scope: PlanScope): PlanCondition[] {
  if (!parseValue(text, "string")) throw invalidInput("search.text", "wrongValue_string");
  return [...new Set(dimensions)].map((name) => {
    const path = `search.dimensions.${dimensions.indexOf(name)}`;
    const dimension = scope.dimension(name, path);
    const { type } = dimension;
    if (type !== "string") throw impossibleQuery(path, "searchNeedsText", { name, type });
    return { on: scope.column(dimension), test: { op: "contains", text: text.normalize("NFC") } };
  });
}
