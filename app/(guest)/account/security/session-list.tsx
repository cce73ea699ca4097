"use client";
import { Laptop } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Instant } from "@/app/_ui/instant";
import { Tag } from "@/app/_ui/tag";
import { showToast } from "@/app/_ui/toast";
import { deviceOf } from "@/app/_viewer/device-of";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { sessionContract } from "@/server/modules/accounts/contract";

type Session = z.output<typeof sessionContract>;

/** Every device that is signed in, and the way to end each. */
export function SessionList({ sessions }: { sessions: readonly Session[] }) {
  const t = useTranslations("account.security");
  const router = useRouter();
  const refusalText = useRefusalText();
  const said = (text: string) => {
    showToast(text);
    router.refresh();
  };
  const end = useCall(
    (client, { sessionId }: Pick<Session, "sessionId">) => client.accounts.endSession.mutate({ sessionId }),
    { onSuccess: () => said(t("ended")) },
  );
  const endOthers = useCall((client) => client.accounts.endOtherSessions.mutate({}), {
    onSuccess: ({ endedCount }) => said(t("endedOthers", { count: endedCount })),
  });
  const error = end.error ?? endOthers.error;
  return (
    <section className="mt-10 border-line border-t pt-8">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="title-lg">{t("sessions")}</h2>
          <p className="mt-1 text-ink-2">{t("sessionsLead")}</p>
        </div>
        {sessions.length > 1 ? (
          <Button size="small" pending={endOthers.isPending} onClick={() => endOthers.send()}>
            {t("endOthers")}
          </Button>
        ) : null}
      </div>
      {error ? (
        <Banner tone="red" urgent className="mt-4">
          {refusalText(error)}
        </Banner>
      ) : null}
      <ul className="panel mt-4 divide-y divide-line">
        {sessions.map((session) => {
          const device = deviceOf(session.userAgent) ?? t("unknownDevice");
          return (
            <li key={session.sessionId} className="flex items-center gap-4 p-4">
              <Laptop size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-2" />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2 font-semibold">
                  {device} {session.current ? <Tag tone="moss">{t("current_device")}</Tag> : null}
                </p>
                <p className="text-ink-2">
                  {session.ipAddress ? `${session.ipAddress} · ` : ""}
                  {t.rich("since", { at: () => <Instant at={session.createdAt.toISOString()} zone="UTC" /> })}
                </p>
              </div>
              {session.current ? null : (
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t("endLabel", { device })}
                  pending={end.isPending && end.sent?.sessionId === session.sessionId}
                  onClick={() => end.send({ sessionId: session.sessionId })}
                >
                  {t("end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
