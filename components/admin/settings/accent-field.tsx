"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { AccentPreview } from "@/components/admin/settings/accent-preview";
import type { SettingsForm } from "@/components/admin/settings/settings-fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { accentHex, DEFAULT_ACCENT, parseAccent } from "@/lib/settings/accent";

/** The accent as text or by the browser's own picker, with what becomes of it. */
export function AccentField({ form, error }: { form: SettingsForm; error: string | undefined }) {
  const t = useTranslations("settings");
  const { field } = useController({ control: form.control, name: "accent" });
  const given = parseAccent(field.value);
  const product = parseAccent(DEFAULT_ACCENT) ?? [0, 0, 0];
  // While a colour is being typed the last one that was one stays in sight.
  const shown = given ?? parseAccent(form.formState.defaultValues?.accent ?? "") ?? product;
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("accent")} hint={t("accentHint")} error={error}>
        {(control) => (
          <div className="flex gap-2">
            <input
              type="color"
              aria-label={t("accentPick")}
              value={accentHex(field.value.trim() === "" ? product : shown)}
              onChange={(event) => field.onChange(event.target.value)}
              className="h-9 w-11 shrink-0 rounded-2 border border-line-ctl bg-surface p-1 pointer-coarse:h-11"
            />
            <Input
              size="lg"
              autoComplete="off"
              spellCheck={false}
              placeholder={accentHex(product)}
              className="max-w-72 font-mono"
              {...control}
              {...field}
            />
            <Button
              size="lg"
              variant="ghost"
              disabled={field.value === ""}
              onClick={() => field.onChange("")}
            >
              {t("reset")}
            </Button>
          </div>
        )}
      </Field>
      <AccentPreview accent={field.value.trim() === "" ? product : shown} />
    </div>
  );
}
