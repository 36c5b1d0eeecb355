"use client";

import { Download, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import {
  type AuditAddress,
  type AuditFilterName,
  auditParams,
  CATEGORIES,
  SEVERITIES,
  STATUSES,
} from "@/components/audit/audit-address";
import { DateRangeControl } from "@/components/dashboard/date-range-control";
import { useNavigation } from "@/components/dashboard/navigation";
import { useShortcut } from "@/components/layout/use-shortcut";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { SearchInput } from "@/components/ui/search-input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";

/** Radix takes no empty value. */
const ANY = "any";
/** Long enough not to ask for every letter. */
const TYPING_MS = 400;

export interface AuditFiltersProps {
  address: AuditAddress;
  /** The server's present, ISO 8601. */
  now: string;
  timezone: string;
}

/** What of the log is shown, each part kept in the URL. */
export function AuditFilters({ address, now, timezone }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const { navigate } = useNavigation();
  const { range, filters } = address;
  const bar = useRef<HTMLElement>(null);
  useShortcut("filter", () => bar.current?.querySelector("input")?.focus());
  const go = (next: Partial<AuditAddress>, replace = false) =>
    navigate(auditParams({ range, filters, ...next, cursor: null }), { replace });
  const set = (name: AuditFilterName, value: string, replace = false) =>
    go({ filters: { ...filters, [name]: value } }, replace);
  const text = (name: AuditFilterName, label: string, className: string) => (
    <TextFilter
      label={label}
      value={filters[name] ?? ""}
      onSettle={(value) => set(name, value, true)}
      className={className}
    />
  );
  const active = Object.keys(filters).filter((name) => name !== "search").length;
  const fields = (wide: boolean) => (
    <>
      <DateRangeControl
        range={range}
        now={now}
        timezone={timezone}
        onChange={(next) => go({ range: next })}
        {...(wide ? {} : { className: "h-11 w-full" })}
      />
      {text("user", `${t("user")}: ${t("userHint")}`, "w-full md:w-44")}
      {text("action", `${t("action")}: ${t("actionHint")}`, "w-full md:w-52")}
      <Choice
        name={t("category")}
        value={filters.category}
        options={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
        onChoose={(value) => set("category", value)}
      />
      <Choice
        name={t("severity")}
        value={filters.severity}
        options={SEVERITIES.map((value) => ({ value, label: t(`severities.${value}`) }))}
        onChoose={(value) => set("severity", value)}
      />
      <Choice
        name={t("status")}
        value={filters.status}
        options={[
          ...STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
          ...(filters.status && /^\d+$/.test(filters.status)
            ? [{ value: filters.status, label: filters.status }]
            : []),
        ]}
        onChoose={(value) => set("status", value)}
      />
      {filters.userId ? (
        <Chip name={t("userId")} onRemove={() => set("userId", "")} removeLabel={t("removeUserId")}>
          {filters.userId.slice(0, 8)}…
        </Chip>
      ) : null}
      {Object.keys(filters).length > 0 ? (
        <Button variant="ghost" onClick={() => go({ filters: {} })}>
          {t("clear")}
        </Button>
      ) : null}
    </>
  );
  return (
    <section ref={bar} aria-label={t("filters")} className="mb-3 flex items-center gap-2 md:flex-wrap">
      {text("search", t("search"), "min-w-0 flex-1 md:w-60 md:flex-none")}
      <div className="hidden md:contents">{fields(true)}</div>
      <div className="md:hidden">
        <Sheet>
          <SheetTrigger asChild>
            <Button className="h-11">
              <SlidersHorizontal aria-hidden />
              {t("filters")}
              {active > 0 ? <Badge tone="accent">{active}</Badge> : null}
            </Button>
          </SheetTrigger>
          <SheetContent side="bottom" title={t("filters")}>
            <div className="flex flex-col gap-2 overflow-y-auto p-4 pb-8">{fields(false)}</div>
          </SheetContent>
        </Sheet>
      </div>
    </section>
  );
}

interface ChoiceProps {
  name: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

function Choice({ name, value, options, onChoose }: ChoiceProps) {
  const t = useTranslations("audit");
  const chosen = options.find((option) => option.value === value)?.label ?? t("any");
  return (
    <Select value={value ?? ANY} onValueChange={(next) => onChoose(next === ANY ? "" : next)}>
      <SelectTrigger prefix={name} aria-label={`${name}: ${chosen}`}>
        {chosen}
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ANY}>{t("any")}</SelectItem>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

interface TextFilterProps {
  label: string;
  value: string;
  onSettle: (value: string) => void;
  className: string;
}

/** Goes to what was typed once typing pauses; a value that comes from elsewhere (back, clear) replaces the text. */
function TextFilter({ label, value, onSettle, className }: TextFilterProps) {
  const [text, setText] = useState(value);
  const known = useRef(value);
  const settle = useRef(onSettle);
  useEffect(() => {
    settle.current = onSettle;
  });
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === known.current) return;
    const timer = setTimeout(() => {
      known.current = wanted;
      settle.current(wanted);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <SearchInput value={text} onValueChange={setText} label={label} className={className} />;
}

/** CSV or JSON of all that the filters mean, not of the page alone. @param query of `/api/v1/audit/export`, without its format */
export function ExportAudit({ query }: { query: string }) {
  const t = useTranslations("audit");
  const link = (format: "csv" | "json") => `/api/v1/audit/export?format=${format}${query ? `&${query}` : ""}`;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden />
          {t("export")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <a href={link("csv")} download>
            {t("exportCsv")}
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={link("json")} download>
            {t("exportJson")}
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
