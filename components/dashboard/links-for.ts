import type { WidgetCross } from "@/components/dashboard/cross-filter";
import type { CrossCondition } from "@/lib/dashboards/cross-filter";
import { drillAddress } from "@/lib/dashboards/drill-address";

/** Where a mark of a widget leads, as addresses. */
export const linksFor = ({ source, from }: WidgetCross, mark: readonly CrossCondition[]) =>
  source.links.map((link) => ({ label: link.label, href: drillAddress(link, { ...from, mark }) }));
