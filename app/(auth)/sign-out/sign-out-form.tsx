"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { routes } from "@/app/_routes";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { authCall } from "../_parts/auth-call";

export function SignOutForm() {
  const t = useTranslations("auth.signOut");
  const errors = useTranslations("auth.errors");
  const [state, setState] = useState<"open" | "working" | "failed">("open");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState("working");
    const answer = await authCall("/sign-out", {});
    if (answer.ok) window.location.assign(routes.home());
    else setState("failed");
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {state === "failed" ? (
        <Banner tone="red" urgent>
          {errors("failed")}
        </Banner>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" pending={state === "working"}>
          {t("submit")}
        </Button>
        <LinkButton look="quiet" href={routes.home()}>
          {t("stay")}
        </LinkButton>
      </div>
    </form>
  );
}
