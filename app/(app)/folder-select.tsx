"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import type { Folder } from "@/lib/folders/schema";

/** A select has no value that is empty. */
const TOP = "top";

export interface FolderSelectProps {
  label: string;
  folders: readonly Folder[];
  /** Null: at the top. */
  value: string | null;
  onValueChange: (value: string | null) => void;
}

/** One of the folders by its path, or none. */
export function FolderSelect({ label, folders, value, onValueChange }: FolderSelectProps) {
  const t = useTranslations("folders");
  return (
    <Field label={label}>
      {(control) => (
        <Select value={value ?? TOP} onValueChange={(next) => onValueChange(next === TOP ? null : next)}>
          <SelectTrigger {...control} className="h-9 w-full" />
          <SelectContent>
            <SelectItem value={TOP}>{t("top")}</SelectItem>
            {folders.map(({ id, path }) => (
              <SelectItem key={id} value={id}>
                {path.replaceAll("/", " / ")}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}
