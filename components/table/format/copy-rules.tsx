"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { isSignedOut, signInAgain } from "@/components/layout/sign-in-again";
import { type DashboardTable, useDashboardTables } from "@/components/table/dashboard-tables";
import { FormatSelect } from "@/components/table/format/format-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { askApi } from "@/lib/http/ask-api";
import { copyRules, mergeFormats } from "@/lib/table/edit-formats";
import type { FormatColumn } from "@/lib/table/format-choices";
import { pruneFormats } from "@/lib/table/format-columns";
import { readFormats, writeFormats } from "@/lib/table/format-param";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import { configOver, resolveConfig } from "@/lib/table/resolve-config";
import { parseTableState, searchString, writeTableState } from "@/lib/table/search-params";

export interface CopyRulesProps {
  tableId: string;
  formats: readonly ConditionalFormat[];
  columns: readonly FormatColumn[];
  onChange: (formats: ConditionalFormat[]) => void;
}

interface Target {
  slug: string;
  name: string;
  version: number;
}
type Listed = Target & { canEdit: boolean };

/** The dashboards whose tables the viewer may change, asked once the dialog is open. */
function useTargets(open: boolean, except: string): Target[] {
  const [targets, setTargets] = useState<Target[]>([]);
  useEffect(() => {
    if (!open) return;
    const controller = new AbortController();
    askApi<Listed[]>("/api/v1/dashboards", { signal: controller.signal }).then(
      ({ data }) => setTargets((data ?? []).filter(({ slug, canEdit }) => canEdit && slug !== except)),
      () => {
        // Aborted. None to offer otherwise; the other targets need no server.
      },
    );
    return () => controller.abort();
  }, [open, except]);
  return targets;
}

/** Puts formats into another table's unsaved state, in the address: those whose columns it has. */
function copyToTable(table: DashboardTable, formats: readonly ConditionalFormat[]): void {
  const search = new URLSearchParams(window.location.search);
  const state = parseTableState(search, table.id, table.columns, readFormats);
  const config = resolveConfig(table.saved, state.config);
  const known = new Set(table.columns.filter(({ filterOnly }) => !filterOnly).map(({ name }) => name));
  const fitting = pruneFormats(formats, (name) => known.has(name)).formats;
  const wanted = {
    ...config,
    conditionalFormatting: mergeFormats(config.conditionalFormatting ?? [], fitting),
  };
  const written = { config: configOver(table.saved, wanted), page: state.page };
  const next = writeTableState(search, table.id, written, writeFormats);
  window.history.replaceState(null, "", window.location.pathname + searchString(next));
}

/** Copies a column's rules, or all, to columns, tables and dashboards in one go. */
export function CopyRules({ tableId, formats, columns, onChange }: CopyRulesProps) {
  const t = useTranslations("table.format");
  const common = useTranslations("common");
  const id = useId();
  const { slug, tables } = useDashboardTables();
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const dashboards = useTargets(open, slug);
  const sources = [...new Set(formats.map(({ column }) => column))];
  const source = sources.includes(from) ? from : (sources[0] ?? "");
  const given = formats.filter(({ column }) => column === source);
  const groups = [
    {
      label: t("copyColumns"),
      items: columns
        .filter(({ name, numeric }) => numeric && name !== source)
        .map(({ name, label }) => ({ key: `column ${name}`, label })),
    },
    {
      label: t("copyTables"),
      items: tables
        .filter(
          (table) =>
            table.id !== tableId &&
            table.columns.some(({ name, filterOnly }) => name === source && !filterOnly),
        )
        .map((table) => ({ key: `table ${table.id}`, label: table.title })),
    },
    {
      label: t("copyDashboards"),
      note: t("copyDashboardsNote"),
      items: dashboards.map((target) => ({ key: `dashboard ${target.slug}`, label: target.name })),
    },
  ].filter(({ items }) => items.length > 0);

  const run = async () => {
    const targets = dashboards
      .filter((target) => chosen.has(`dashboard ${target.slug}`))
      .map((target) => ({ dashboard: target.slug, version: target.version }));
    if (targets.length > 0) {
      setBusy(true);
      const failed = await sendCopies(given, targets);
      setBusy(false);
      if (failed === "signedOut") return signInAgain();
      if (failed !== null) return toast({ tone: "error", title: failed || t("copyFailed") });
    }
    for (const table of tables) if (chosen.has(`table ${table.id}`)) copyToTable(table, given);
    const to = columns.map(({ name }) => name).filter((name) => chosen.has(`column ${name}`));
    if (to.length > 0) onChange(copyRules(formats, source, to));
    setOpen(false);
    setChosen(new Set());
    toast({ title: t("copied") });
  };
  return (
    <>
      <Button variant="ghost" size="sm" disabled={sources.length === 0} onClick={() => setOpen(true)}>
        <Copy aria-hidden />
        {t("copyTo")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("copyTitle")}>
          <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pb-4">
            <div className="flex items-center gap-3">
              <span aria-hidden className="text-12 text-ink-2">
                {t("copyWhat")}
              </span>
              <FormatSelect
                label={t("copyWhat")}
                value={source}
                options={sources.map((name) => ({
                  value: name,
                  label: columns.find((column) => column.name === name)?.label ?? name,
                }))}
                onChange={setFrom}
              />
            </div>
            {groups.map(({ label, note, items }) => (
              <fieldset key={label}>
                <legend className="mb-1 font-medium text-12">{label}</legend>
                {note ? <p className="mb-1 text-11 text-ink-2">{note}</p> : null}
                <ul className="max-h-48 overflow-y-auto">
                  {items.map(({ key, label: name }) => (
                    <li key={key} className="flex min-h-7 items-center gap-2 pl-1 pointer-coarse:min-h-11">
                      <Checkbox
                        id={id + key}
                        checked={chosen.has(key)}
                        onCheckedChange={(checked) => {
                          const next = new Set(chosen);
                          if (checked === true) next.add(key);
                          else next.delete(key);
                          setChosen(next);
                        }}
                      />
                      <label htmlFor={id + key} className="min-w-0 flex-1 truncate text-12">
                        {name}
                      </label>
                    </li>
                  ))}
                </ul>
              </fieldset>
            ))}
            {groups.length === 0 ? <p className="text-12 text-ink-2">{t("copyNoTargets")}</p> : null}
          </div>
          <DialogFooter>
            <Button onClick={() => setOpen(false)}>{common("cancel")}</Button>
            <Button variant="primary" busy={busy} disabled={chosen.size === 0} onClick={run}>
              {t("copyRun")}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}

/** Publishes the rules in other dashboards. @returns null, or what went wrong in the reader's language; empty when no answer came */
async function sendCopies(
  formats: readonly ConditionalFormat[],
  targets: readonly { dashboard: string; version: number }[],
): Promise<"signedOut" | string | null> {
  const { error } = await askApi("/api/v1/format-copies", { method: "POST", json: { formats, targets } });
  if (!error) return null;
  return isSignedOut(error.code) ? "signedOut" : error.message;
}
