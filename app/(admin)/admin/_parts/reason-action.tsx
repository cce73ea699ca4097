"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { Client } from "@/app/_trpc/plain-client";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import type { ButtonLook, ButtonSize } from "@/app/_ui/button-look";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea } from "@/app/_ui/text-area";
import { showToast } from "@/app/_ui/toast";
import { useRefusalText } from "@/app/_viewer/refusal-text";

export type OperatorAct =
  | { act: "pause" | "resume"; consumer: string }
  | { act: "replay" | "drop"; consumer: string; eventId: string }
  | { act: "replayKey"; consumer: string; key: string }
  | { act: "replayAll"; consumer: string }
  | { act: "promote"; modelId: string }
  | { act: "pauseEndpoint" | "resumeEndpoint" | "removeEndpoint"; endpointId: string }
  | { act: "note"; bookingId: string };

/** The contract's bounds of a reason. */
const REASON_MIN = 3;
const REASON_MAX = 500;

async function send({ admin, integrations }: Client, act: OperatorAct, reason: string): Promise<unknown> {
  switch (act.act) {
    case "pause":
      return admin.pauseConsumer.mutate({ consumer: act.consumer, reason });
    case "resume":
      return admin.resumeConsumer.mutate({ consumer: act.consumer, reason });
    case "replay":
      return admin.replayDeadEvent.mutate({ consumer: act.consumer, eventId: act.eventId, reason });
    case "replayKey":
      return admin.replayDeadEvents.mutate({ consumer: act.consumer, key: act.key, reason });
    case "replayAll":
      return admin.replayDeadEvents.mutate({ consumer: act.consumer, reason });
    case "drop":
      return admin.dropDeadEvent.mutate({ consumer: act.consumer, eventId: act.eventId, reason });
    case "promote":
      return admin.promoteModel.mutate({ modelId: act.modelId, reason });
    case "pauseEndpoint":
    case "resumeEndpoint":
    case "removeEndpoint":
      return integrations[act.act].mutate({ endpointId: act.endpointId, reason });
    case "note":
      return admin.noteBooking.mutate({ bookingId: act.bookingId, reason });
  }
}

/** A button that asks why before it acts; the reason is kept in the audit log. `subject` names what it acts on. */
export function ReasonAction({
  act,
  subject,
  look,
  size = "tiny",
}: {
  act: OperatorAct;
  subject: string;
  look?: ButtonLook;
  size?: ButtonSize;
}) {
  const t = useTranslations("admin.act");
  const router = useRouter();
  const refusalText = useRefusalText();
  const form = useId();
  const [isOpen, setOpen] = useState(false);
  const [isReasonMissing, setReasonMissing] = useState(false);
  const close = () => {
    setOpen(false);
    setReasonMissing(false);
    call.reset();
  };
  const call = useCall((client, reason: string) => send(client, act, reason), {
    onSuccess: () => {
      close();
      showToast(t(`${act.act}.done`, { subject }));
      router.refresh();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    const isMissing = reason.length < REASON_MIN;
    setReasonMissing(isMissing);
    if (!isMissing) call.send(reason);
  };
  const missing = isReasonMissing ? t(act.act === "note" ? "note.missing" : "reasonMissing") : undefined;
  const problem = missing ?? (call.error ? refusalText(call.error) : undefined);
  return (
    <>
      <Button size={size} {...(look ? { look } : {})} onClick={() => setOpen(true)}>
        {t(`${act.act}.button`)}
        <span className="sr-only">: {subject}</span>
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t(`${act.act}.title`, { subject })}
        actions={
          <>
            <Button
              type="submit"
              form={form}
              look={act.act === "drop" || act.act === "removeEndpoint" ? "danger" : "primary"}
              pending={call.isPending}
            >
              {t(`${act.act}.button`)}
            </Button>
            <Button look="quiet" onClick={close}>
              {t("back")}
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} className="grid gap-4">
          <p className="text-ink-2">{t(`${act.act}.text`)}</p>
          {problem ? <Banner tone="red" urgent title={problem} /> : null}
          <TextArea
            label={t(act.act === "note" ? "note.label" : "reason")}
            help={t("reasonHelp")}
            name="reason"
            maxLength={REASON_MAX}
            required
          />
        </form>
      </Dialog>
    </>
  );
}
