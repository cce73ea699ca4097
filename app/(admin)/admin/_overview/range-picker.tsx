"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { routes } from "@/app/_routes";
import { Segmented } from "@/app/_ui/segmented";

const RANGES = ["1", "7", "28", "91"] as const;
type Range = (typeof RANGES)[number];

/** How many days the figures span; the address keeps it. */
export function RangePicker({ days }: { days: number }) {
  const t = useTranslations("admin.overview");
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <Segmented<Range>
      label={t("range")}
      look="sunk"
      options={RANGES.map((value) => ({ value, label: t(`ranges.${value}`) }))}
      value={RANGES.find((range) => range === String(days)) ?? "7"}
      onChange={(value) =>
        startTransition(() => router.push(routes.admin.overview({ days: value }), { scroll: false }))
      }
    />
  );
}
