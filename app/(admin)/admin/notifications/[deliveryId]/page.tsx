import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { readOrNotFound } from "@/app/_trpc/read-or-not-found";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { formatInstant } from "@/app/_ui/format/dates";
import { Facts, Panel } from "@/app/_ui/panel";
import { AdminPage } from "../../_parts/admin-page";
import { DeliveryTag } from "../../_parts/delivery-tag";
import { ObjectLink } from "../../_parts/object-link";
import { requireOperator } from "../../_parts/require-operator";

type Props = { params: Promise<{ deliveryId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.notifications");
  return { title: t("title") };
}

/** One letter: to whom, when, or why not, and what it said. */
export default async function NotificationPage({ params }: Props) {
  const { deliveryId } = await params;
  await requireOperator(routes.admin.notification(deliveryId));
  const delivery = await readOrNotFound("delivery", deliveryId, (caller, id) =>
    caller.notifications.readDelivery({ deliveryId: id }),
  );
  const t = await getTranslations("admin.notifications");
  const locale = await getLocale();
  const written = (at: Date | null) => (at ? formatInstant(at.toISOString(), locale, "UTC") : "–");
  const mono = (text: string | null) => <span className="break-all font-mono text-xs">{text || "–"}</span>;
  return (
    <AdminPage
      title={delivery.subject || delivery.template}
      note={<DeliveryTag status={delivery.status} />}
      trail={
        <Breadcrumbs
          steps={[{ label: t("title"), href: routes.admin.notifications() }, { label: delivery.template }]}
        />
      }
    >
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[2fr_1fr]">
        <Panel title={t("letter")}>
          {delivery.letter ? (
            // The frame may run no script and reach no page of ours: a letter is somebody's text.
            <iframe
              title={t("letter")}
              sandbox=""
              srcDoc={delivery.letter.html}
              className="h-[70dvh] w-full rounded-control border border-line"
            />
          ) : (
            <p className="text-ink-2">{t("noLetter")}</p>
          )}
        </Panel>
        <Panel title={t("facts")}>
          <Facts
            facts={[
              { label: t("columns.address"), value: delivery.address ?? "–" },
              { label: t("recipient"), value: <ObjectLink id={delivery.recipientId} /> },
              {
                label: t("booking"),
                value: delivery.bookingId ? <ObjectLink id={delivery.bookingId} /> : "–",
              },
              { label: t("columns.event"), value: <ObjectLink id={delivery.eventId} /> },
              { label: t("columns.template"), value: delivery.template },
              { label: t("locale"), value: delivery.locale },
              { label: t("columns.queued"), value: written(delivery.queuedAt) },
              { label: t("columns.sent"), value: written(delivery.sentAt) },
              { label: t("columns.why"), value: delivery.whyNot ? t(`why.${delivery.whyNot}`) : "–" },
              { label: t("attempts"), value: delivery.attempts },
              { label: t("lastError"), value: delivery.lastError ?? "–" },
              { label: t("message"), value: mono(delivery.messageId) },
              { label: t("provider"), value: mono(delivery.providerId) },
            ]}
          />
        </Panel>
      </div>
    </AdminPage>
  );
}
