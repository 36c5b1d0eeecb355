import type { Box, Page } from "@/lib/dashboards/layout";

/** Where a widget is placed: the page that its box names, or the first; undefined on a dashboard without pages. */
export const pageOf = (box: Pick<Box, "page">, pages: readonly Page[] | undefined): string | undefined =>
  box.page ?? pages?.[0]?.id;
