"use client";
/** tRPC in the browser: `useTRPC()` gives the options that React Query's hooks take. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import { createTRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { links } from "@/app/_trpc/links";
import type { AppRouter } from "@/server/gateway/router";

const context = createTRPCContext<AppRouter>();
export const { useTRPC, useTRPCClient } = context;

/** What was read is taken as true for this long before it is read again. */
const FRESH_MS = 30_000;
const RETRIES_MAX = 2;

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (count, error) => count < RETRIES_MAX && !isRefusal(error) },
    },
  });
}

/** Refusals are answers: asking again gives the same one. */
function isRefusal(error: unknown): boolean {
  const status = (error as { data?: { httpStatus?: unknown } | null }).data?.httpStatus;
  return typeof status === "number" && status < 500;
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient);
  const [trpcClient] = useState<TRPCClient<AppRouter>>(() => createTRPCClient<AppRouter>({ links: links() }));
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
