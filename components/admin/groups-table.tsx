"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { matchesSearch } from "@/lib/i18n/matches-search";

/** A group as the list shows it. */
export interface ListedGroup {
  id: string;
  name: string;
  description: string;
  attributes: Readonly<Record<string, readonly string[]>>;
  memberCount: number;
  dashboardCount: number;
}

/** Every group, narrowed while one types. */
export function GroupsTable({ groups }: { groups: readonly ListedGroup[] }) {
  const t = useTranslations("groups");
  const [search, setSearch] = useState("");
  const shown = groups.filter(({ name, description }) => matchesSearch(`${name} ${description}`, search));
  return (
    <>
      <SearchInput value={search} onValueChange={setSearch} label={t("search")} className="mb-3 md:w-60" />
      {shown.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t("noMatch", { search })}
          actions={
            <Button size="sm" onClick={() => setSearch("")}>
              {t("clearSearch")}
            </Button>
          }
        />
      ) : (
        <Table label={t("title")}>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t("group")}</TableHeaderCell>
              <TableHeaderCell className="text-right">{t("members")}</TableHeaderCell>
              <TableHeaderCell className="text-right">{t("dashboards")}</TableHeaderCell>
              <TableHeaderCell>{t("attributes")}</TableHeaderCell>
            </TableRow>
          </TableHead>
          <tbody>
            {shown.map((group) => (
              <TableRow key={group.id} className="relative hover:bg-hover">
                <TableCell className="max-w-72 md:max-w-96">
                  <span className="flex min-w-0 flex-col py-1 md:flex-row md:items-baseline md:gap-2.5">
                    {/* The link covers its row, so that the whole row opens it. */}
                    <Link
                      href={`/admin/groups/${group.id}`}
                      className="truncate rounded-tag font-medium text-13 after:absolute after:inset-0 md:shrink-0"
                    >
                      {group.name}
                    </Link>
                    {group.description ? (
                      <span className="truncate text-ink-2">{group.description}</span>
                    ) : null}
                  </span>
                </TableCell>
                <TableCell className="text-right tabular-nums">{group.memberCount}</TableCell>
                <TableCell className="text-right tabular-nums">{group.dashboardCount}</TableCell>
                <TableCell>
                  <AttributeNames attributes={group.attributes} />
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

/** Names with how many values each has. */
function AttributeNames({ attributes }: Pick<ListedGroup, "attributes">) {
  const names = Object.entries(attributes);
  if (names.length === 0) return <span className="text-ink-2">–</span>;
  return (
    <span className="flex gap-1">
      {names.map(([name, values]) => (
        <Badge key={name} tone="outline" title={values.join(", ")}>
          <span className="font-mono">{name}</span> {values.length}
        </Badge>
      ))}
    </span>
  );
}
