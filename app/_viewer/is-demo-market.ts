import { cache } from "react";
import { requestCtx } from "@/app/_trpc/server";
import { isDemo } from "@/server/gateway/market-kind";

/** True in the demo market alone, whose people everybody may be. */
export const isDemoMarket = cache(async (): Promise<boolean> => isDemo(await requestCtx()));
