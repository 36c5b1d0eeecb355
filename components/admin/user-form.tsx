"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useSaveUser } from "@/components/admin/use-save-user";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { DUTIES, type Duty, ROLES, type Role } from "@/lib/access/roles";

export interface UserFormProps {
  id: string;
  name: string;
  email: string;
  role: Role;
  duties: readonly Duty[];
  /** What the one who looks may grant here; their own duties, and none to themselves. */
  grantable: readonly Duty[];
}

/** Name, role and duties, saved together. */
export function UserForm({ id, name, email, role, duties, grantable }: UserFormProps) {
  const t = useTranslations("users");
  const tLayout = useTranslations("layout");
  const fieldId = useId();
  const [busy, save] = useSaveUser();
  const [draft, setDraft] = useState({ name, role, duties });
  const changed =
    draft.name.trim() !== name ||
    draft.role !== role ||
    DUTIES.some((duty) => has(duty) !== duties.includes(duty));
  function has(duty: Duty) {
    return draft.duties.includes(duty);
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && changed) void save({ id, ...draft, duties: [...draft.duties] });
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-xl flex-col gap-4">
      <Field label={t("name")}>
        {(control) => (
          <Input
            size="lg"
            autoComplete="off"
            maxLength={200}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Field label={t("email")}>
        {(control) => (
          <Input size="lg" readOnly value={email} className="bg-sunken text-ink-2" {...control} />
        )}
      </Field>
      <fieldset>
        <legend className="mb-1.5 font-medium text-12 text-ink-2">{t("role")}</legend>
        <RadioGroup
          value={draft.role}
          onValueChange={(value) =>
            setDraft({ ...draft, role: ROLES.find((known) => known === value) ?? draft.role })
          }
          aria-label={t("role")}
        >
          {ROLES.map((option) => (
            <RadioCard
              key={option}
              value={option}
              title={tLayout(`roles.${option}`)}
              description={t(`roleAbout.${option}`)}
            />
          ))}
        </RadioGroup>
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 font-medium text-12 text-ink-2">{t("duties")}</legend>
        {DUTIES.map((duty) => (
          <label
            key={duty}
            htmlFor={`${fieldId}-${duty}`}
            className="flex items-center gap-2 text-13 pointer-coarse:min-h-11"
          >
            <Checkbox
              id={`${fieldId}-${duty}`}
              checked={has(duty)}
              disabled={!duties.includes(duty) && !grantable.includes(duty)}
              onCheckedChange={(checked) => {
                const rest = draft.duties.filter((kept) => kept !== duty);
                setDraft({ ...draft, duties: checked === true ? [...rest, duty] : rest });
              }}
            />
            {t(`dutyNames.${duty}`)}
            <span className="text-12 text-ink-2">{t(`dutyAbout.${duty}`)}</span>
          </label>
        ))}
        <p className="text-12 text-ink-2">{t("dutiesAbout")}</p>
      </fieldset>
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={!changed || draft.name.trim() === ""}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
