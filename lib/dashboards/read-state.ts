import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import { applySwitches } from "@/lib/dashboards/apply-switches";
import { controlInfos } from "@/lib/dashboards/control-info";
import { parseControls } from "@/lib/dashboards/control-state";
import { switchedText } from "@/lib/dashboards/field-text";
import { readCross } from "@/lib/dashboards/read-cross";
import { readDatasets } from "@/lib/dashboards/read-datasets";
import type { Dashboard, Widget } from "@/lib/dashboards/schema";
import { type LocalText, localText } from "@/lib/format/format";
import type { Words } from "@/lib/i18n/words";
import { parseValue } from "@/lib/query/parse-value";
import { resolveView } from "@/lib/views/resolve-view";

/**
 * What an address makes of a dashboard: its controls, what is chosen on its widgets, its view, its texts. The same for the page
 * and for files of what it shows.
 * @param published as `getDashboard` gave it to this viewer
 */
export async function readState(
  viewer: Viewer,
  published: Dashboard,
  address: URLSearchParams,
  { now, words }: { now: Date; words: Words },
) {
  const datasets = await readDatasets(viewer, published);
  const { state, notices } = parseControls(published, address, {
    now,
    timezone: viewer.timezone,
    calendar: viewer,
    fits: (id, dimension, value) => {
      const found = datasets.get(id)?.dimensions.find(({ name }) => name === dimension);
      return !found || parseValue(value, found.type) !== null;
    },
  });
  // From here on the widgets show what the switches say.
  const dashboard = {
    ...published,
    widgets: published.widgets.map((widget) => applySwitches(widget, state)),
  };
  const infos = controlInfos(dashboard, datasets, viewer.locale, (grain) =>
    words(`table.pivot.grains.${grain}`),
  );
  const textOf = (text: LocalText) => switchedText(localText(text, viewer.locale), state.fields, infos);
  const titleOf = (widget: Widget) => (widget.title ? textOf(widget.title) : widget.id);
  const [view, cross] = await Promise.all([
    resolveView(viewer, dashboard, address.get("view") ?? undefined),
    readCross(viewer, dashboard, { datasets, params: address, titleOf }),
  ]);
  return { datasets, dashboard, state, notices, infos, view, cross, textOf, titleOf };
}

export type DashboardState = Awaited<ReturnType<typeof readState>>;
