"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import { SecretShown } from "./secret-shown";

/** Replaces an endpoint's secret and shows the new one. */
export function RotateSecret({ endpointId, subject }: { endpointId: string; subject: string }) {
  const t = useTranslations("admin.integrations.secret");
  const router = useRouter();
  const refusalText = useRefusalText();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const rotate = useCall(({ integrations }) => integrations.rotateSecret.mutate({ endpointId }), {
    onSuccess: (answer) => {
      setSecret(answer.secret);
      router.refresh();
    },
  });
  const close = () => {
    setOpen(false);
    setSecret(undefined);
    rotate.reset();
  };
  return (
    <>
      <Button size="tiny" onClick={() => setOpen(true)}>
        {t("replace")}
        <span className="sr-only">: {subject}</span>
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t("title", { subject })}
        actions={
          secret ? (
            <Button look="primary" onClick={close}>
              {t("kept")}
            </Button>
          ) : (
            <>
              <Button look="primary" pending={rotate.isPending} onClick={() => rotate.send()}>
                {t("replace")}
              </Button>
              <Button look="quiet" onClick={close}>
                {t("back")}
              </Button>
            </>
          )
        }
      >
        <div className="grid gap-4">
          {rotate.error ? <Banner tone="red" urgent title={refusalText(rotate.error)} /> : null}
          {secret ? <SecretShown secret={secret} /> : <p className="text-ink-2">{t("text")}</p>}
        </div>
      </Dialog>
    </>
  );
}
