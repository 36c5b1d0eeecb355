/** Where the cells of a sheet's rows lead. */
import { env } from "@/lib/env";
import type { Cell } from "@/lib/query/result";
import { cellLink } from "@/lib/table/cell-link";
import type { TableColumn } from "@/lib/table/columns";
import { imageAddress } from "@/lib/table/safe-address";

export class SheetLinks {
  private readonly places: number[];

  constructor(private readonly columns: readonly TableColumn[]) {
    this.places = columns.flatMap(({ column }, i) =>
      !column.masked && (column.link || column.display?.kind === "link" || column.display?.kind === "image")
        ? [i]
        : [],
    );
  }

  /** One a column, null where a cell leads nowhere; empty where none of the columns does. @param row a raw one */
  of(row: readonly Cell[]): (string | null)[] {
    if (this.places.length === 0) return [];
    const cells = this.columns.map(({ index }) => row[index]);
    const links: (string | null)[] = this.columns.map(() => null);
    for (const at of this.places) {
      const image = this.columns[at]?.column.display?.kind === "image" ? imageAddress(cells[at]) : null;
      const target = image ?? cellLink({ level: 0, cells }, this.columns, at);
      links[at] = target?.startsWith("/") ? new URL(target, env().siteUrl).href : target;
    }
    return links;
  }
}
