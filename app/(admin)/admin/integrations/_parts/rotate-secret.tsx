"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
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
  const [isPending, setPending] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const rotate = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      const answer = await (await plainClient()).integrations.rotateSecret.mutate({ endpointId });
      setSecret(answer.secret);
      router.refresh();
    } catch (error) {
      setProblem(refusalText(error));
    } finally {
      setPending(false);
    }
  };
  const close = () => {
    setOpen(false);
    setSecret(undefined);
    setProblem(undefined);
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
              <Button look="primary" pending={isPending} onClick={() => void rotate()}>
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
          {problem ? <Banner tone="red" urgent title={problem} /> : null}
          {secret ? <SecretShown secret={secret} /> : <p className="text-ink-2">{t("text")}</p>}
        </div>
      </Dialog>
    </>
  );
}
