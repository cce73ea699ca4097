import type { ReactNode } from "react";
import { PlainHeader } from "@/app/_ui/shell/plain-header";

/** Signing in and what belongs to it: the logo above, one card in the middle. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PlainHeader />
      <main id="main" className="mx-auto w-full max-w-[464px] px-5 py-10 md:py-16">
        {children}
      </main>
    </>
  );
}
