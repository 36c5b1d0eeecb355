/** The one column of phones: what comes first of it. Pure. */
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { idsOnPage, readingOrder, withLayout } from "@/lib/editor/boxes";

/** A page's widgets as phones show them: those that `layout.phone` names, then the others in reading order. */
export function phoneOrder(spec: DashboardSpec, page: string | undefined): string[] {
  const reading = readingOrder(spec, page);
  const here = new Set(reading);
  const first = (spec.layout.phone ?? []).filter((id) => here.has(id));
  return [...first, ...reading.filter((id) => !first.includes(id))];
}

/** The fewest that have to be named for this order: what follows them is in reading order by itself. */
function named(order: readonly string[], reading: readonly string[]): string[] {
  for (let count = 0; count < order.length; count++) {
    const first = order.slice(0, count);
    const rest = reading.filter((id) => !first.includes(id));
    if (rest.every((id, i) => id === order[count + i])) return first;
  }
  return [...order];
}

/** A widget to another place of its page's column. */
export function movePhone(
  spec: DashboardSpec,
  page: string | undefined,
  id: string,
  to: number,
): DashboardSpec {
  const order = phoneOrder(spec, page);
  const from = order.indexOf(id);
  const index = Math.max(0, Math.min(to, order.length - 1));
  if (from < 0 || from === index) return spec;
  const others = order.filter((one) => one !== id);
  const next = [...others.slice(0, index), id, ...others.slice(index)];
  const here = new Set(idsOnPage(spec, page));
  const elsewhere = (spec.layout.phone ?? []).filter((one) => !here.has(one));
  return withLayout(spec, { phone: [...elsewhere, ...named(next, readingOrder(spec, page))] });
}

/** A page's widgets in reading order again. */
export function resetPhone(spec: DashboardSpec, page: string | undefined): DashboardSpec {
  const here = new Set(idsOnPage(spec, page));
  const kept = (spec.layout.phone ?? []).filter((id) => !here.has(id));
  return kept.length === (spec.layout.phone?.length ?? 0) ? spec : withLayout(spec, { phone: kept });
}
