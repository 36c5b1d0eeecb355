"use client";

import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  ArrowDownToLine,
  ArrowUpToLine,
  Copy,
  Group,
  Lock,
  LockOpen,
  type LucideIcon,
  MoveDown,
  MoveUp,
  Trash2,
  Ungroup,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditor, useSpec } from "@/components/dashboard/editor/editor-store";
import { ToolButton, ToolGap, ToolRow } from "@/components/dashboard/editor/tool-button";
import { useEditorCommands } from "@/components/dashboard/editor/use-editor-commands";
import type { Alignment } from "@/lib/editor/align-widgets";
import { groupOf, isLocked, movable, unitsOf } from "@/lib/editor/boxes";
import type { Order } from "@/lib/editor/order-widgets";
import { chosenIds } from "@/lib/editor/selection";

// lucide names an icon by the line, the product by what is moved.
const ALIGN: readonly (readonly [Alignment, LucideIcon, string])[] = [
  ["left", AlignStartVertical, "Alt A"],
  ["center", AlignCenterVertical, "Alt H"],
  ["right", AlignEndVertical, "Alt D"],
  ["top", AlignStartHorizontal, "Alt W"],
  ["middle", AlignCenterHorizontal, "Alt V"],
  ["bottom", AlignEndHorizontal, "Alt S"],
];
const ORDER: readonly (readonly [Order, LucideIcon, string])[] = [
  ["front", ArrowUpToLine, "⇧ ]"],
  ["forward", MoveUp, "]"],
  ["backward", MoveDown, "["],
  ["back", ArrowDownToLine, "⇧ ["],
];

/** What can be done to what is chosen. */
export function ArrangeBar() {
  const t = useTranslations("editor");
  const spec = useSpec();
  const commands = useEditorCommands();
  const ids = chosenIds(useEditor((state) => state.selection));
  const none = ids.length === 0;
  const units = unitsOf(spec, movable(spec, ids)).length;
  const locked = !none && ids.every((id) => isLocked(spec, id));
  const grouped = ids.some((id) => groupOf(spec, id));
  return (
    <ToolRow
      label={t("arrange")}
      className="h-9 shrink-0 overflow-x-auto border-line border-b bg-surface px-2 max-lg:hidden"
    >
      {ALIGN.map(([alignment, icon, keys]) => (
        <ToolButton
          key={alignment}
          icon={icon}
          label={t(`alignments.${alignment}`)}
          keys={keys}
          disabled={units === 0 || (units === 1 && ["top", "middle", "bottom"].includes(alignment))}
          onClick={() => commands.align(alignment)}
        />
      ))}
      <ToolGap />
      <ToolButton
        icon={AlignHorizontalDistributeCenter}
        label={t("distributions.horizontal")}
        keys="Alt ⇧ H"
        disabled={units < 3}
        onClick={() => commands.distribute("horizontal")}
      />
      <ToolButton
        icon={AlignVerticalDistributeCenter}
        label={t("distributions.vertical")}
        keys="Alt ⇧ V"
        disabled={units < 3}
        onClick={() => commands.distribute("vertical")}
      />
      <ToolGap />
      {ORDER.map(([order, icon, keys]) => (
        <ToolButton
          key={order}
          icon={icon}
          label={t(`orders.${order}`)}
          keys={keys}
          disabled={none}
          onClick={() => commands.order(order)}
        />
      ))}
      <ToolGap />
      <ToolButton
        icon={Group}
        label={t("actions.group")}
        keys="Ctrl G"
        disabled={ids.length < 2}
        onClick={commands.group}
      />
      <ToolButton
        icon={Ungroup}
        label={t("actions.ungroup")}
        keys="Ctrl ⇧ G"
        disabled={!grouped}
        onClick={commands.ungroup}
      />
      <ToolButton
        icon={locked ? LockOpen : Lock}
        label={t(locked ? "actions.unlock" : "actions.lock")}
        keys="Ctrl ⇧ L"
        disabled={none}
        onClick={commands.lock}
      />
      <ToolGap />
      <ToolButton
        icon={Copy}
        label={t("actions.duplicate")}
        keys="Ctrl D"
        disabled={none}
        onClick={() => commands.duplicate()}
      />
      <ToolButton
        icon={Trash2}
        label={t("actions.remove")}
        keys="Del"
        disabled={none}
        onClick={() => commands.remove()}
      />
    </ToolRow>
  );
}
