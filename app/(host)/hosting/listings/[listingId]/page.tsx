import { redirect } from "next/navigation";
import { routes } from "@/app/_routes";

/** A listing's address without a step leads to its first one. */
export default async function ListingIndexPage({ params }: { params: Promise<{ listingId: string }> }) {
  redirect(routes.hosting.listing((await params).listingId, "kind"));
}
