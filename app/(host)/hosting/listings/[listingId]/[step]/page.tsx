import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { refusalOf } from "@/app/_viewer/refusal-of";
import { EDITOR_STEPS, type OwnListing } from "@/server/modules/listings/contract";
import { isId } from "@/server/primitives/id";
import { requireHost } from "../../../_parts/require-host";
import { Editor } from "../../_editor/editor";

type Props = { params: Promise<{ listingId: string; step: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.editor");
  return { title: t("title") };
}

/** One step of a listing, with the whole draft beside it. */
export default async function EditorPage({ params }: Props) {
  const { listingId, step: asked } = await params;
  const step = EDITOR_STEPS.find((one) => one === asked);
  if (!step || !isId("listing", listingId)) notFound();
  await requireHost(routes.hosting.listing(listingId, step));
  const caller = await serverCaller();
  const listing = await readOwn(() => caller.listings.readOwn({ listingId }));
  if (!listing) notFound();
  const [{ prices }, { rules }, { config }] = await Promise.all([
    caller.pricing.readPrices({ listingId }),
    caller.calendar.readRules({ listingId }),
    requestCtx(),
  ]);
  return (
    <Messages of={["hosting", "listing", "quote", "errors"]}>
      <Editor
        key={`${step}-${listing.version}`}
        step={step}
        listing={listing}
        prices={prices}
        rules={rules}
        styleUrl={config.mapStyleUrl}
      />
    </Messages>
  );
}

async function readOwn(read: () => Promise<OwnListing>): Promise<OwnListing | undefined> {
  try {
    return await read();
  } catch (error) {
    if (refusalOf(error) === "listing_not_found") return undefined;
    throw error;
  }
}
