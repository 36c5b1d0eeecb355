/** Reading a question's rows by position. What `POST /api/v1/query/windows` takes and gives. */
import { z } from "zod";
import { Query } from "@/lib/query/query";
import { Result } from "@/lib/query/result";
import { MOST_WINDOW_ROWS } from "@/lib/query/window-size";

/** Rows by their position in the whole answer. */
export const WindowQuestion = z
  .object({
    /** Its limit and offset count for nothing here. */
    query: Query,
    from: z.number().int().min(0),
    /** The first position that is not asked for. */
    to: z.number().int().min(0),
    /** The list other windows came from; without it the reading begins. */
    list: z.string().max(100).optional(),
  })
  .strict()
  .refine(({ from, to }) => to >= from && to - from <= MOST_WINDOW_ROWS, {
    path: ["to"],
    params: { key: "windowSize", values: { most: MOST_WINDOW_ROWS } },
  });
export type WindowQuestion = z.infer<typeof WindowQuestion>;
export type WindowQuestionInput = z.input<typeof WindowQuestion>;

export const RowWindow = z.object({
  /** Names the list: windows that carry it agree with each other. */
  list: z.string(),
  from: z.number().int(),
  /** Rows of the list. */
  total: z.number().int(),
  /** There are more rows than a list may hold. */
  cut: z.boolean(),
  result: Result,
});
export type RowWindow = z.infer<typeof RowWindow>;
