"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyRules } from "@/components/table/format/copy-rules";
import { RuleCard } from "@/components/table/format/rule-card";
import { columnNames, type TextDraft, TextView } from "@/components/table/format/text-view";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast";
import {
  addRule,
  moveRule,
  removeRule,
  replaceRule,
  setRuleColumn,
  setStacking,
} from "@/lib/table/edit-formats";
import type { FormatColumn } from "@/lib/table/format-choices";
import { fitsUrl } from "@/lib/table/format-param";
import type { ConditionalFormat } from "@/lib/table/format-rule";
import { parseText } from "@/lib/table/format-text";

export interface FormatPanelProps {
  /** The table's id in its dashboard. */
  tableId: string;
  formats: readonly ConditionalFormat[];
  /** Columns that may be named, those shown first. */
  columns: readonly FormatColumn[];
  draft: TextDraft | null;
  onDraft: (draft: TextDraft | null) => void;
  /** They are a document's and not an address's: as many as the document bears, and nowhere else to copy them to. */
  inDocument?: boolean;
  onChange: (formats: ConditionalFormat[]) => void;
}

type View = "editor" | "json" | "yaml";

/** A table's formats, as rules to click together and as the text they are: one document, applied at once. */
export default function FormatPanel({
  tableId,
  formats: given,
  columns,
  draft,
  onDraft,
  inDocument = false,
  onChange,
}: FormatPanelProps) {
  const t = useTranslations("table.format");
  const common = useTranslations("dashboard");
  const [view, setView] = useState<View>("editor");
  const [open, setOpen] = useState<string | null>(null);
  const { formats, send } = useSent(given, onChange);
  const change = (next: ConditionalFormat[]) => {
    if (!inDocument && !fitsUrl(next)) return toast({ tone: "error", title: t("tooLong") });
    send(next);
  };
  // A rule changed here goes over a text that was left wrong; one that says the same keeps it.
  const edit = (next: ConditionalFormat[]) => {
    onDraft(null);
    change(next);
  };
  const wrong =
    view === "editor" && draft && !parseText(draft.text, draft.language, columnNames(columns)).formats;
  const columnOf = (name: string): FormatColumn =>
    columns.find((column) => column.name === name) ?? { name, label: name, unit: "", numeric: true };
  const add = () => {
    const column = columns.find(({ numeric }) => numeric) ?? columns[0];
    if (!column) return;
    const next = addRule(formats, column.name, {
      condition: "lt",
      value: column.numeric ? 0 : "",
      style: { tone: "negative" },
    });
    const at = next.findIndex((format) => format.column === column.name);
    setOpen(`${at} ${(next[at]?.rules.length ?? 1) - 1}`);
    edit(next);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3">
      <div className="flex items-center gap-2">
        <Segmented
          label={t("view")}
          value={view}
          options={(["editor", "json", "yaml"] as const).map((one) => ({ value: one, label: t(one) }))}
          onValueChange={setView}
        />
        {inDocument ? null : (
          <div className="ml-auto">
            <CopyRules tableId={tableId} formats={formats} columns={columns} onChange={edit} />
          </div>
        )}
      </div>
      {view === "editor" ? (
        <>
          {wrong ? <p className="text-12 text-warn">{t("keptText", { format: t(draft.language) })}</p> : null}
          {formats.length === 0 ? <p className="text-12 text-ink-2">{t("none")}</p> : null}
          {formats.map((format, f) => {
            const column = columnOf(format.column);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column's rules may stand in two places
              <section key={f} aria-label={column.label} className="flex flex-col gap-2">
                {format.rules.length > 1 ? (
                  <div className="flex items-center gap-2">
                    <h3 className="min-w-0 flex-1 truncate font-medium text-12">{column.label}</h3>
                    <Checkbox
                      id={`${tableId}stack${f}`}
                      checked={format.match === "all"}
                      onCheckedChange={(checked) => edit(setStacking(formats, f, checked === true))}
                    />
                    <label htmlFor={`${tableId}stack${f}`} className="text-11 text-ink-2">
                      {t("stack")}
                    </label>
                  </div>
                ) : null}
                <ul className="flex flex-col gap-2">
                  {format.rules.map((rule, r) => {
                    const place = { format: f, rule: r };
                    const key = `${f} ${r}`;
                    const move = (by: 1 | -1) => () => {
                      setOpen(`${f} ${r + by}`);
                      edit(moveRule(formats, place, by));
                    };
                    return (
                      <RuleCard
                        key={key}
                        rule={rule}
                        column={column}
                        columns={columns}
                        open={open === key}
                        onOpen={(now) => setOpen(now ? key : null)}
                        onChange={(next) => edit(replaceRule(formats, place, next))}
                        onColumn={(name) => {
                          const next = setRuleColumn(formats, place, name);
                          const at = next.findIndex((other) => other.column === name);
                          setOpen(`${at} ${(next[at]?.rules.length ?? 1) - 1}`);
                          edit(next);
                        }}
                        onRemove={() => {
                          setOpen(null);
                          edit(removeRule(formats, place));
                          toast({
                            title: t("removed"),
                            action: { label: common("undo"), run: () => send([...formats]) },
                          });
                        }}
                        onUp={r > 0 ? move(-1) : undefined}
                        onDown={r < format.rules.length - 1 ? move(1) : undefined}
                      />
                    );
                  })}
                </ul>
              </section>
            );
          })}
          <Button variant="link" className="self-start px-1" onClick={add}>
            <Plus aria-hidden />
            {t("add")}
          </Button>
        </>
      ) : (
        <TextView
          key={view}
          language={view}
          formats={formats}
          columns={columns}
          draft={draft}
          onDraft={onDraft}
          onChange={change}
        />
      )}
    </div>
  );
}

/**
 * The formats as changed last. The address, where they are kept, follows a moment later: a second change in between must not be
 * made over what the first has replaced.
 */
function useSent(given: readonly ConditionalFormat[], onChange: (formats: ConditionalFormat[]) => void) {
  const [mine, setMine] = useState<{ formats: ConditionalFormat[]; keys: string[] } | null>(null);
  const key = JSON.stringify(given);
  // The address has caught up, or says something else: it holds again.
  const behind = mine?.keys.slice(0, -1).includes(key) === true && key !== mine.keys.at(-1) ? mine : null;
  if (mine && !behind) setMine(null);
  return {
    formats: behind?.formats ?? given,
    send: (next: ConditionalFormat[]) => {
      setMine({ formats: next, keys: [...(behind?.keys ?? [key]), JSON.stringify(next)] });
      onChange(next);
    },
  };
}
