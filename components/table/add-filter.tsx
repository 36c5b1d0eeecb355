"use client";

import { ListFilterPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AddFilterFormProps } from "@/components/table/add-filter-form";
import { Button } from "@/components/ui/button";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const AddFilterForm = componentOnDemand(() =>
  import("@/components/table/add-filter-form").then((part) => part.AddFilterForm),
);

export interface AddFilterProps extends Omit<AddFilterFormProps, "name" | "onName" | "onClose"> {
  /** The table's title. */
  title: string;
}

/** Filters by any column of the dataset, shown or not. */
export function AddFilter({ title, ...form }: AddFilterProps) {
  const t = useTranslations("table");
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  if (form.columns.every(({ aliased }) => aliased)) return null;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("addFilter.open", { table: title })}
          title={t("addFilter.hint")}
        >
          <ListFilterPlus aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        needs={[AddFilterForm.part]}
        align="end"
        aria-label={t("addFilter.open", { table: title })}
        className="flex w-72 flex-col gap-2 p-3"
      >
        <AddFilterForm {...form} name={name} onName={setName} onClose={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
