"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useGroupAction } from "@/components/admin/use-group-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { updateGroupAction } from "@/lib/groups/actions";

export interface GroupFields {
  name: string;
  description: string;
}

export interface GroupFieldsInputProps {
  value: GroupFields;
  onValueChange: (value: GroupFields) => void;
  /** About the name: missing, or another group's. */
  error: string | undefined;
}

/** Name and description, wherever a group is made or changed. */
export function GroupFieldsInput({ value, onValueChange, error }: GroupFieldsInputProps) {
  const t = useTranslations("groups");
  return (
    <>
      <Field label={t("name")} hint={t("nameHint")} error={error}>
        {(control) => (
          <Input
            size="lg"
            autoComplete="off"
            maxLength={100}
            value={value.name}
            onChange={(event) => onValueChange({ ...value, name: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Field label={t("description")}>
        {(control) => (
          <Textarea
            rows={2}
            maxLength={1000}
            value={value.description}
            onChange={(event) => onValueChange({ ...value, description: event.target.value })}
            {...control}
          />
        )}
      </Field>
    </>
  );
}

/** What a group is called and what it is for. */
export function GroupForm({ id, name, description }: { id: string } & GroupFields) {
  const t = useTranslations("groups");
  const [busy, run] = useGroupAction();
  const [draft, setDraft] = useState<GroupFields>({ name, description });
  const [error, setError] = useState<string>();
  const changed = draft.name.trim() !== name || draft.description.trim() !== description;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || !changed) return;
    if (draft.name.trim() === "") return setError(t("nameMissing"));
    setError(undefined);
    void run(
      () => updateGroupAction({ id, ...draft }),
      { title: t("saved") },
      ({ path, message }) => {
        if (path === "name") setError(message);
        return path === "name";
      },
    );
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-xl flex-col gap-4">
      <GroupFieldsInput value={draft} onValueChange={setDraft} error={error} />
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={!changed}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
