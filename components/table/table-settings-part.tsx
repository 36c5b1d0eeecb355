"use client";

import type { TableSettingsProps } from "@/components/table/table-settings";
import { componentOnDemand } from "@/components/ui/on-demand";
import { useParts } from "@/components/ui/use-parts";

const Settings = componentOnDemand(() =>
  import("@/components/table/table-settings").then((part) => part.TableSettings),
);

/** Fetches the panel ahead of the click that opens it. */
export const preloadSettings = (): void => {
  // A failure is told when it is opened.
  Settings.part.load().catch(() => {});
};

/** The panel beside a table, loaded when it is first opened. Shut it stays: a text half written is not lost. */
export function TableSettings(props: TableSettingsProps) {
  useParts(props.panel.open, [Settings.part], () => props.panel.setOpen(false));
  return <Settings {...props} />;
}
