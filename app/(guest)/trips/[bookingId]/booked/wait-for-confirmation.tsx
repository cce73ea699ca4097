"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** How often the page looks again while the gateway's word is on its way. */
const LOOK_AGAIN_MS = 1_200;

/** Renders the page again until the booking's state has moved on. */
export function WaitForConfirmation() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  return <div aria-hidden="true" className="mt-8 h-1.5 w-48 animate-breathe rounded-full bg-moss-tint-2" />;
}
