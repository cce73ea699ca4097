import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Banner } from "@/app/_ui/banner";
import { formatInstant } from "@/app/_ui/format/dates";
import { formatCount } from "@/app/_ui/format/figures";
import { Facts, Panel } from "@/app/_ui/panel";
import { StatusTag } from "@/app/_ui/status-tag";
import type { EndpointView } from "@/server/modules/integrations/contract";
import { ReasonAction } from "../../_parts/reason-action";
import { EndpointDialog, type EventChoice } from "./endpoint-dialog";
import { ResendButton } from "./resend-button";
import { RotateSecret } from "./rotate-secret";

/** One endpoint: where it is, what it gets, how it fares, and what an operator can do to it. */
export function EndpointPanel({
  endpoint,
  types,
}: {
  endpoint: EndpointView;
  types: readonly EventChoice[];
}) {
  const t = useTranslations("admin.integrations");
  const locale = useLocale();
  const { endpointId, description, lastFailure } = endpoint;
  const written = (at: Date | null) => (at ? formatInstant(at.toISOString(), locale, "UTC") : "–");
  return (
    <Panel
      title={
        <span className="flex flex-wrap items-center gap-2">
          {description}
          <StatusTag tone={endpoint.pausedAt ? "amber" : "green"}>
            {t(endpoint.pausedAt ? "paused" : "on")}
          </StatusTag>
        </span>
      }
      note={<span className="break-all font-mono">{endpoint.url}</span>}
      end={
        <div className="flex flex-wrap items-center gap-2">
          <EndpointDialog types={types} endpoint={endpoint} />
          <RotateSecret endpointId={endpointId} subject={description} />
          <ReasonAction
            subject={description}
            act={{ act: endpoint.pausedAt ? "resumeEndpoint" : "pauseEndpoint", endpointId }}
          />
          <ReasonAction subject={description} look="quiet" act={{ act: "removeEndpoint", endpointId }} />
        </div>
      }
    >
      <div className="grid gap-3">
        {lastFailure ? (
          <Banner
            tone="amber"
            title={t("lastFailure", {
              at: written(lastFailure.at),
              status: lastFailure.statusCode === null ? "none" : String(lastFailure.statusCode),
            })}
          >
            <span className="line-clamp-3 break-all font-mono text-xs">{lastFailure.note}</span>
          </Banner>
        ) : null}
        <div className="grid gap-x-8 gap-y-2 md:grid-cols-2">
          <Facts
            facts={[
              {
                label: t("types"),
                value: endpoint.types.length === 0 ? t("allTypes") : endpoint.types.join(", "),
              },
              { label: t("added"), value: written(endpoint.createdAt) },
              { label: t("lastDelivered"), value: written(endpoint.lastDeliveredAt) },
            ]}
          />
          <Facts
            facts={(["delivered", "waiting", "given_up"] as const).map((status) => ({
              label: t(`status.${status}`),
              value: (
                <Link
                  className="hovered:link"
                  href={routes.admin.integrations({ endpoint: endpointId, status })}
                >
                  {formatCount(status === "given_up" ? endpoint.givenUp : endpoint[status], locale)}
                </Link>
              ),
            }))}
          />
        </div>
        {endpoint.givenUp > 0 ? (
          <div>
            <ResendButton endpointId={endpointId} subject={description} />
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
