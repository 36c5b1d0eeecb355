"use client";

import { Network, Shield, User } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ShareList, targetOf } from "@/components/dashboard/share-list";
import { saveSharing } from "@/components/dashboard/share-requests";
import { useShareTargets } from "@/components/dashboard/use-share-targets";
import { signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import { Suggest, type Suggestion } from "@/components/ui/suggest";
import { toast } from "@/components/ui/toast";
import type { ListedShare, Sharing } from "@/lib/dashboards/share/schema";
import { matchesSearch } from "@/lib/i18n/matches-search";

export interface ShareFormProps {
  slug: string;
  sharing: Sharing;
  search: string;
  onSearchChange: (search: string) => void;
  onSaved: () => void;
}

/** Who may open a dashboard, changed as a whole; only shown to those who may not change it. */
export function ShareForm({ slug, sharing, search, onSearchChange, onSaved }: ShareFormProps) {
  const t = useTranslations("share");
  const tCommon = useTranslations("common");
  const router = useRouter();
  const [isPublic, setPublic] = useState(sharing.isPublic);
  const [shares, setShares] = useState<readonly ListedShare[]>(sharing.shares);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { mayChange, owner } = sharing;
  const written = (list: readonly ListedShare[]) =>
    list
      .map((share) => `${targetOf(share)} ${share.canEdit}`)
      .sort()
      .join();
  const changed = isPublic !== sharing.isPublic || written(shares) !== written(sharing.shares);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !changed) return;
    setBusy(true);
    setError(null);
    const answer = await saveSharing(slug, { isPublic, shares });
    setBusy(false);
    if ("signedOut" in answer) return signInAgain();
    if ("message" in answer) return setError(answer.message || t("saveFailed"));
    toast({ title: t("saved") });
    router.refresh();
    onSaved();
  };

  return (
    <form method="post" noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <fieldset disabled={!mayChange}>
          <legend className="mb-1.5 font-medium text-12 text-ink-2">{t("general")}</legend>
          <RadioGroup
            value={isPublic ? "public" : "private"}
            onValueChange={(value) => setPublic(value === "public")}
            disabled={!mayChange}
            aria-label={t("general")}
          >
            <RadioCard value="private" title={t("private")} description={t("privateAbout")} />
            <RadioCard value="public" title={t("public")} description={t("publicAbout")} />
          </RadioGroup>
        </fieldset>
        {mayChange ? (
          <TargetSearch
            {...{ slug, search, onSearchChange }}
            taken={shares.map(targetOf)}
            onPick={(share) => setShares([...shares, share])}
          />
        ) : null}
        <ShareList
          owner={owner}
          shares={shares}
          {...(mayChange ? { onChange: (next: ListedShare[]) => setShares(next) } : {})}
        />
        <p className="text-12 text-ink-2">
          {shares.some(({ canEdit }) => canEdit) ? `${t("editNote")} ` : null}
          {t("rowsNote")}
        </p>
        {error ? (
          <p role="alert" className="text-12 text-neg">
            {error}
          </p>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <CopyButton
          text={`${window.location.origin}/d/${slug}`}
          label={t("copyLink")}
          showLabel
          variant="secondary"
          className="mr-auto"
        />
        <DialogClose asChild>
          <Button>{mayChange ? tCommon("cancel") : t("close")}</Button>
        </DialogClose>
        {mayChange ? (
          <Button type="submit" variant="primary" busy={busy} disabled={!changed}>
            {t("save")}
          </Button>
        ) : null}
      </DialogFooter>
    </form>
  );
}

interface TargetSearchProps {
  slug: string;
  search: string;
  onSearchChange: (search: string) => void;
  /** Ids that are on the list already. */
  taken: readonly string[];
  onPick: (share: ListedShare) => void;
}

/** All editors, groups and people to add, found by name or address. */
function TargetSearch({ slug, search, onSearchChange, taken, onPick }: TargetSearchProps) {
  const t = useTranslations("share");
  const { targets, state } = useShareTargets(slug, search);
  const shares: ListedShare[] = [
    ...(matchesSearch(t("allEditors"), search) ? [{ role: "editor" as const, canEdit: false }] : []),
    ...targets.groups.map(({ id, name }) => ({ group: id, name, canEdit: false })),
    ...targets.users.map(({ id, name, email }) => ({ user: id, name, email, canEdit: false })),
  ].filter((share) => !taken.includes(targetOf(share)));
  const suggestions = shares.map(
    (share): Suggestion => ({
      id: targetOf(share),
      label: "role" in share ? t("allEditors") : share.name,
      note: "role" in share ? t("role") : "group" in share ? t("group") : share.email,
      icon: "role" in share ? Shield : "group" in share ? Network : User,
    }),
  );
  const message =
    state === "failed"
      ? t("searchFailed")
      : state === "loading" && shares.length === 0
        ? t("searching")
        : state === "ready" && shares.length === 0
          ? t("noMatch", { search })
          : state === "ready" && targets.more
            ? t("more")
            : null;
  return (
    <Suggest
      label={t("search")}
      {...{ search, onSearchChange, suggestions, message }}
      onPick={({ id }) => {
        const share = shares.find((one) => targetOf(one) === id);
        if (share) onPick(share);
        onSearchChange("");
      }}
    />
  );
}
