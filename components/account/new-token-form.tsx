"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import type { Scope } from "@/lib/access/roles";
import { createTokenAction } from "@/lib/tokens/actions";

const EXPIRIES = ["7", "30", "90", "365", "never"] as const;
const DAY_MS = 86_400_000;

export interface NewTokenFormProps {
  /** What the viewer may, and so may give away. */
  allowed: readonly Scope[];
  onMade: (token: string) => void;
  onCancel: () => void;
}

/** Name, scopes and expiry of a new token. */
export function NewTokenForm({ allowed, onMade, onCancel }: NewTokenFormProps) {
  const t = useTranslations("account");
  const tCommon = useTranslations("common");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["read", "query"]);
  const [expiry, setExpiry] = useState<string>("90");
  const [errors, setErrors] = useState<{ name?: string; scopes?: string }>({});
  const [busy, start] = useTransition();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(name.trim() === "" ? { name: t("tokenNameMissing") } : {}),
      ...(scopes.length === 0 ? { scopes: t("tokenScopesMissing") } : {}),
    };
    setErrors(missing);
    if (Object.keys(missing).length > 0 || busy) return;
    start(async () => {
      const expiresAt =
        expiry === "never" ? null : new Date(Date.now() + Number(expiry) * DAY_MS).toISOString();
      const answer = await createTokenAction({ name, scopes: [...scopes], expiresAt }).catch(() => null);
      if (answer?.data) return onMade(answer.data.token);
      const at = answer?.error?.fields[0];
      const message = at?.message ?? answer?.error?.message ?? t("tokenFailed");
      setErrors(at?.path.startsWith("scopes") ? { scopes: message } : { name: message });
    });
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <Field label={t("tokenName")} hint={t("tokenNameHint")} error={errors.name}>
          {(control) => (
            <Input
              size="lg"
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
              {...control}
            />
          )}
        </Field>
        <ScopeChoice allowed={allowed} scopes={scopes} onChange={setScopes} error={errors.scopes} />
        <Field label={t("tokenExpiry")}>
          {(control) => (
            <Select value={expiry} onValueChange={setExpiry}>
              <SelectTrigger className="h-9 px-3 text-13" {...control} />
              <SelectContent>
                {EXPIRIES.map((value) => (
                  <SelectItem key={value} value={value}>
                    {t(`tokenExpiries.${value}`)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>{tCommon("cancel")}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t("tokenCreate")}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface ScopeChoiceProps {
  allowed: readonly Scope[];
  scopes: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
  error: string | undefined;
}

function ScopeChoice({ allowed, scopes, onChange, error }: ScopeChoiceProps) {
  const t = useTranslations("account");
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-12 text-ink-2">{t("tokenScopes")}</legend>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {allowed.map((scope) => (
          <label
            key={scope}
            htmlFor={`${id}-${scope}`}
            className="flex items-center gap-2 text-13 pointer-coarse:min-h-11"
          >
            <Checkbox
              id={`${id}-${scope}`}
              checked={scopes.includes(scope)}
              onCheckedChange={(checked) =>
                onChange(checked === true ? [...scopes, scope] : scopes.filter((kept) => kept !== scope))
              }
            />
            {t(`scopes.${scope}`)}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-12 text-neg">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
