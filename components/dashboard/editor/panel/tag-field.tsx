"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { PanelFault } from "@/components/dashboard/editor/panel/panel-text";
import { Chip } from "@/components/ui/chip";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

export interface TagFieldProps {
  tags: readonly string[];
  onTags: (tags: string[]) => string | null;
}

/** Words to find it by: Enter or a comma adds one. */
export function TagField({ tags, onTags }: TagFieldProps) {
  const t = useTranslations("editor.panels.dashboard");
  const id = useId();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const add = (written: string) => {
    const tag = written.trim();
    if (tag === "") return setText("");
    const known = tags.some((one) => one.toLowerCase() === tag.toLowerCase());
    const error = known ? null : onTags([...tags, tag]);
    setFault(error);
    if (error === null) setText("");
  };
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} className="font-normal text-12">
        {t("tags")}
      </Label>
      {tags.length > 0 ? (
        <ul aria-label={t("tags")} className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <li key={tag} className="min-w-0">
              <Chip
                className="h-6"
                removeLabel={t("removeTag", { tag })}
                onRemove={() => onTags(tags.filter((one) => one !== tag))}
              >
                {tag}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      <Input
        id={id}
        value={text}
        placeholder={t("addTag")}
        autoComplete="off"
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault ? `${id}fault` : undefined}
        onChange={(event) => {
          setFault(null);
          const { value } = event.target;
          if (value.endsWith(",")) add(value.slice(0, -1));
          else setText(value);
        }}
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) add(text);
        }}
      />
      {fault ? <PanelFault id={`${id}fault`}>{fault}</PanelFault> : null}
    </div>
  );
}
