"use client";

import { LayoutDashboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useEditorData } from "@/components/dashboard/editor/editor-data";
import { useSpec } from "@/components/dashboard/editor/editor-store";
import { ControlList } from "@/components/dashboard/editor/panel/control-list";
import { LocalTextField } from "@/components/dashboard/editor/panel/local-text-field";
import { PanelHead } from "@/components/dashboard/editor/panel/panel-head";
import { PanelNumber } from "@/components/dashboard/editor/panel/panel-number";
import { PanelSection, SwitchRow } from "@/components/dashboard/editor/panel/panel-section";
import { PanelSelect } from "@/components/dashboard/editor/panel/panel-select";
import { TagField } from "@/components/dashboard/editor/panel/tag-field";
import { useChange } from "@/components/dashboard/editor/panel/use-change";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { GRID_LIMITS, setGrid, setWidth, WIDTH_LIMITS } from "@/lib/editor/change-canvas";
import { type Patch, patched } from "@/lib/editor/set-widget";
import { askApi } from "@/lib/http/ask-api";

const NO_FOLDER = "";

/** Everything about the dashboard itself. */
export function DashboardPanel({ mayShare }: { mayShare: boolean }) {
  const t = useTranslations("editor.panels.dashboard");
  const spec = useSpec();
  const change = useChange();
  const { textOf } = useEditorData();
  const { name, description, isPublic, folder, tags = [], layout } = spec;
  const set = (patch: Patch<DashboardSpec>, merge?: string) =>
    change("dashboard", (now) => patched(now, patch), merge && `dashboard ${merge}`);
  const folders = useFolders();
  return (
    <>
      <PanelHead icon={LayoutDashboard} title={textOf(name)} />
      <ControlList />
      <PanelSection title={t("about")}>
        <LocalTextField
          label={t("name")}
          value={name}
          onText={(text) => set({ name: text ?? name }, "name")}
        />
        <LocalTextField
          label={t("description")}
          optional
          rows={3}
          value={description}
          onText={(text) => set({ description: text }, "description")}
        />
      </PanelSection>
      <PanelSection title={t("place")}>
        <PanelSelect
          label={t("folder")}
          value={folder ?? NO_FOLDER}
          hint={folders === null ? t("foldersUnread") : undefined}
          options={[
            { value: NO_FOLDER, label: t("noFolder") },
            ...[...new Set([...(folder ? [folder] : []), ...(folders ?? []).map(({ path }) => path)])].map(
              (path) => ({ value: path, label: path }),
            ),
          ]}
          onValue={(path) => set({ folder: path === NO_FOLDER ? null : path })}
        />
        <TagField tags={tags} onTags={(next) => set({ tags: next })} />
      </PanelSection>
      <PanelSection title={t("canvas")}>
        <div className="flex gap-2">
          <PanelNumber
            label={t("width")}
            late
            whole={WIDTH_LIMITS}
            value={layout.width}
            onNumber={(width) =>
              width === undefined ? null : change("width", (now) => setWidth(now, width))
            }
          />
          <PanelNumber
            label={t("grid")}
            late
            optional
            placeholder={t("noGrid")}
            whole={GRID_LIMITS}
            value={layout.grid}
            onNumber={(grid) => change("grid", (now) => setGrid(now, grid ?? null))}
          />
        </div>
      </PanelSection>
      <PanelSection title={t("access")}>
        <SwitchRow
          label={t("isPublic")}
          hint={mayShare ? t("isPublicHint") : t("isPublicOthers")}
          checked={isPublic}
          disabled={!mayShare}
          onChange={(on) => set({ isPublic: on })}
        />
      </PanelSection>
    </>
  );
}

/** The folders there are; null where they can't be had. */
function useFolders(): readonly { path: string }[] | null {
  const [folders, setFolders] = useState<readonly { path: string }[] | null>([]);
  useEffect(() => {
    const controller = new AbortController();
    askApi<{ path: string }[]>("/api/v1/folders", { signal: controller.signal }).then(
      ({ data }) => setFolders(data),
      () => {
        // Aborted: nobody looks any more.
      },
    );
    return () => controller.abort();
  }, []);
  return folders;
}
