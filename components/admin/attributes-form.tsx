"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";

interface Row {
  key: number;
  name: string;
  /** One value a line. */
  text: string;
}

export interface AttributesFormProps {
  attributes: Readonly<Record<string, readonly string[]>>;
  busy: boolean;
  onSave: (attributes: Record<string, string[]>) => void;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;
const valuesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** What row rules know of a person or of a group's members: names, each with its values. Saved as a whole. */
export function AttributesForm({ attributes, busy, onSave }: AttributesFormProps) {
  const t = useTranslations("users");
  const [next, setNext] = useState(Object.keys(attributes).length);
  const [rows, setRows] = useState<readonly Row[]>(
    Object.entries(attributes).map(([name, values], key) => ({ key, name, text: values.join("\n") })),
  );
  const [shown, setShown] = useState(false);
  const change = (key: number, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const errorOf = ({ key, name }: Row) => {
    if (!NAME.test(name.trim())) return t("attributeNameWrong");
    const first = rows.find((row) => row.name.trim() === name.trim());
    return first?.key === key ? undefined : t("attributeTwice");
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShown(true);
    if (busy || rows.some(errorOf)) return;
    setShown(false);
    onSave(Object.fromEntries(rows.map(({ name, text }) => [name.trim(), valuesOf(text)])));
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex max-w-xl flex-col gap-3">
      {rows.length === 0 ? <p className="text-13 text-ink-2">{t("attributesNone")}</p> : null}
      {rows.map((row) => (
        <div
          key={row.key}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[180px_minmax(0,1fr)_auto]"
        >
          <Field label={t("attributeName")} error={shown ? errorOf(row) : undefined}>
            {(control) => (
              <Input
                size="lg"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono text-12"
                value={row.name}
                onChange={(event) => change(row.key, { name: event.target.value })}
                {...control}
              />
            )}
          </Field>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("attributeRemove", { name: row.name })}
            onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
            className="mt-6 sm:order-last"
          >
            <X aria-hidden />
          </Button>
          <Field label={t("attributeValues")} className="col-span-2 sm:col-span-1">
            {(control) => (
              <Textarea
                rows={Math.min(6, Math.max(2, row.text.split("\n").length))}
                value={row.text}
                onChange={(event) => change(row.key, { text: event.target.value })}
                {...control}
              />
            )}
          </Field>
        </div>
      ))}
      <div className="flex gap-2">
        <Button
          onClick={() => {
            setRows([...rows, { key: next, name: "", text: "" }]);
            setNext(next + 1);
          }}
        >
          <Plus aria-hidden />
          {t("attributeAdd")}
        </Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
