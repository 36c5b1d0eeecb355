"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AccountSection } from "@/components/account/account-section";
import type { ListedToken } from "@/components/account/listed-token";
import { NewTokenForm } from "@/components/account/new-token-form";
import { RotateTokenForm } from "@/components/account/rotate-token-form";
import { TokenSecret } from "@/components/account/token-secret";
import { TokenTable } from "@/components/account/token-table";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { Scope } from "@/lib/access/roles";

export interface TokenSectionProps {
  tokens: readonly ListedToken[];
  allowed: readonly Scope[];
  timezone: string;
  now: string;
}

type Step = { kind: "new" } | { kind: "rotate"; token: ListedToken } | { kind: "secret"; token: string };

/** One's own tokens: make, rotate, revoke. A secret is in this component's state while it is shown, and nowhere after. */
export function TokenSection({ tokens, allowed, timezone, now }: TokenSectionProps) {
  const t = useTranslations("account");
  const router = useRouter();
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const made = (token: string) => {
    setStep({ kind: "secret", token });
    router.refresh();
  };
  return (
    <AccountSection
      title={t("tokens")}
      about={t("tokensAbout")}
      actions={
        <Button onClick={() => setStep({ kind: "new" })}>
          <Plus aria-hidden />
          {t("tokenNew")}
        </Button>
      }
    >
      <TokenTable
        {...{ tokens, allowed, timezone, now }}
        onRotate={(token) => setStep({ kind: "rotate", token })}
      />
      <Dialog open={step !== null} onOpenChange={(open) => !open && close()}>
        {step?.kind === "new" ? (
          <DialogContent title={t("tokenNew")}>
            <NewTokenForm allowed={allowed} onMade={made} onCancel={close} />
          </DialogContent>
        ) : null}
        {step?.kind === "rotate" ? (
          <DialogContent
            title={t("tokenRotateTitle", { name: step.token.name })}
            description={t("tokenRotateAbout")}
          >
            <RotateTokenForm id={step.token.id} onMade={made} onCancel={close} />
          </DialogContent>
        ) : null}
        {step?.kind === "secret" ? (
          <DialogContent title={t("tokenReady")} description={t("tokenReadyAbout")}>
            <TokenSecret token={step.token} onDone={close} />
          </DialogContent>
        ) : null}
      </Dialog>
    </AccountSection>
  );
}
