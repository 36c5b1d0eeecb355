"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ChangeEvent, useId, useState } from "react";
import { InvitedLines } from "@/components/admin/invited-lines";
import { LanguageField } from "@/components/admin/language-field";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { createInvitationsAction } from "@/lib/invitations/actions";
import type { InvitedLine } from "@/lib/invitations/create-invitations";
import { decodeList } from "@/lib/invitations/decode-list";

const MOST_BYTES = 100_000;

export interface InviteManyProps {
  /** Whether links go out by mail. */
  mail: boolean;
  onDone: () => void;
}

/** A list in, what would happen, then what happened. */
export function InviteMany({ mail, onDone }: InviteManyProps) {
  const t = useTranslations("users.many");
  const tUsers = useTranslations("users");
  const tCommon = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const fileId = useId();
  const [text, setText] = useState("");
  const [language, setLanguage] = useState<"en" | "ko">(locale === "ko" ? "ko" : "en");
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<InvitedLine[] | null>(null);
  const [sent, setSent] = useState<InvitedLine[] | null>(null);

  const readFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = "";
    if (!file) return;
    if (file.size > MOST_BYTES) return setFailure(t("fileTooLarge"));
    setText(decodeList(new Uint8Array(await file.arrayBuffer())));
    setFailure(undefined);
  };
  const ask = async (dryRun: boolean) => {
    if (text.trim() === "") return setFailure(t("empty"));
    setBusy(true);
    const answer = await createInvitationsAction({ text, locale: language, dryRun }).catch(() => null);
    setBusy(false);
    if (!answer?.data)
      return setFailure(
        answer?.error?.fields[0]?.message ?? answer?.error?.message ?? tUsers("inviteFailed"),
      );
    setFailure(undefined);
    if (dryRun) return setChecked(answer.data);
    setSent(answer.data);
    router.refresh();
  };

  const lines = sent ?? checked;
  const right = lines?.filter(({ problem }) => problem === null) ?? [];
  const toCopy = sent?.filter(({ url, mailed }) => url !== null && !mailed) ?? [];
  if (lines)
    return (
      <>
        <DialogBody className="flex flex-col gap-3">
          <p role="status" className="text-12 text-ink-2">
            {t(sent ? "sentSummary" : "checkedSummary", {
              right: right.length,
              wrong: lines.length - right.length,
            })}
          </p>
          <InvitedLines lines={lines} sent={sent !== null} />
          {toCopy.length > 0 ? <p className="text-12 text-ink-2">{t("shownNow")}</p> : null}
          {failure ? (
            <p role="alert" className="text-12 text-neg">
              {failure}
            </p>
          ) : null}
        </DialogBody>
        <DialogFooter>
          {toCopy.length > 0 ? (
            <CopyButton
              text={toCopy.map(({ email, url }) => `${email}\t${url}`).join("\n")}
              label={t("copyAll")}
              showLabel
              variant="primary"
            />
          ) : null}
          {sent ? (
            <Button onClick={onDone}>{tUsers("done")}</Button>
          ) : (
            <>
              <Button onClick={() => setChecked(null)}>{t("back")}</Button>
              <Button
                variant="primary"
                busy={busy}
                disabled={right.length === 0}
                onClick={() => void ask(false)}
              >
                {t("invite", { count: right.length })}
              </Button>
            </>
          )}
        </DialogFooter>
      </>
    );
  return (
    <>
      <DialogBody className="flex flex-col gap-4">
        <Field label={t("list")} hint={t("hint")} error={failure}>
          {(field) => (
            <Textarea
              rows={8}
              spellCheck={false}
              value={text}
              placeholder={"minsu@example.com, editor, 김민수\njane@example.com"}
              onChange={(event) => setText(event.target.value)}
              className="font-mono"
              {...field}
            />
          )}
        </Field>
        <div>
          <input
            id={fileId}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            className="peer sr-only"
            onChange={(event) => void readFile(event)}
          />
          <label
            htmlFor={fileId}
            className="inline-flex h-7 cursor-pointer items-center rounded-2 border border-line-2 bg-surface px-2.5 font-medium text-12 hover:bg-hover peer-focus-visible:outline-2 peer-focus-visible:outline-accent pointer-coarse:h-11"
          >
            {t("file")}
          </label>
        </div>
        {mail ? <LanguageField value={language} onValueChange={setLanguage} /> : null}
      </DialogBody>
      <DialogFooter note={t("note")}>
        <Button onClick={onDone}>{tCommon("cancel")}</Button>
        <Button variant="primary" busy={busy} onClick={() => void ask(true)}>
          {t("check")}
        </Button>
      </DialogFooter>
    </>
  );
}
