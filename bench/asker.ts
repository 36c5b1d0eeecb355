import type postgres from "postgres";
import { addDays, countDays } from "@/lib/query/relative-date";
import { type Asked, BIG_ROWS, type Question } from "./questions";
import { NewWindows } from "./windows";

/** Products that sell something in any quarter. */
const ITEMS = 200;

/** Makes each request a new one, for all parts of a run together. */
export class Asker {
  readonly #windows = new Map<string, NewWindows>();
  #asked = 0;

  constructor(
    readonly first: string,
    readonly last: string,
    readonly items: readonly Asked["item"][],
  ) {}

  next({ id, days, query }: Question): Asked {
    let windows = this.#windows.get(id);
    const item = this.items[this.#asked++ % this.items.length];
    if (!item) throw new Error("no products");
    if (!windows) {
      const compared = query({ window: { from: this.first, to: this.last }, item }).compare !== undefined;
      windows = new NewWindows(this.first, this.last, days, compared);
      this.#windows.set(id, windows);
    }
    return { window: windows.next(), item };
  }
}

/** The best selling products, from the floor's tables. */
export const bestItems = (sql: postgres.Sql): Promise<Asked["item"][]> => sql<Asked["item"][]>`
  select b.value as brand, p.value as product
  from (select product, sum(orders) as orders from floor.day_product group by product) as sold
  join floor.product p on p.id = sold.product join floor.brand b on b.id = p.brand
  order by orders desc, p.id limit ${ITEMS}`;

/** How many days hold as many groups as the big read wants, with some to spare for quiet seasons. */
export async function bigReadDays(sql: postgres.Sql, first: string, last: string): Promise<number> {
  const all = countDays(first, last);
  const [found] = await sql<{ rows: string }[]>`select count(*) as rows from floor.day_sku_channel`;
  const wanted = Math.ceil((1.4 * BIG_ROWS * all) / Number(found?.rows ?? 1));
  return Math.min(wanted, countDays(first, addDays(last, -60) ?? last));
}
