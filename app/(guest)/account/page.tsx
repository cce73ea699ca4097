import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { themeCookie } from "@/app/_i18n/locales";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { dateIn, formatDate } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { readTheme } from "@/app/_ui/theme";
import { readCurrency } from "@/app/_viewer/read-currency";
import type { Me } from "@/server/modules/accounts/contract";
import { AccountFrame } from "./_parts/account-frame";
import { Preferences } from "./_parts/preferences";
import { ProfileForm } from "./_parts/profile-form";
import { VerifyBanner } from "./_parts/verify-banner";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

export default async function AccountPage() {
  const { me } = await (await serverCaller()).accounts.me();
  if (!me) redirect(routes.signIn({ next: routes.account() }));
  const t = await getTranslations("account.profile");
  const since = formatDate(dateIn(me.memberSince.toISOString(), "UTC"), await getLocale(), {
    weekday: false,
    year: true,
  });
  return (
    <AccountFrame here="profile">
      <p className="mt-6 text-ink-2">
        {t("lead")} {t("memberSince", { date: since })}.
      </p>
      {me.emailVerified ? null : <VerifyBanner email={me.email} />}
      <ProfileForm name={me.name} about={me.about ?? ""} email={me.email} emailVerified={me.emailVerified} />
      <Preferences
        currency={await readCurrency()}
        theme={readTheme((await cookies()).get(themeCookie)?.value)}
      />
      <Ways me={me} />
    </AccountFrame>
  );
}

async function Ways({ me }: { me: Me }) {
  const t = await getTranslations("account.profile");
  return (
    <div className="mt-10 grid grid-cols-1 gap-4 sm:grid-cols-2">
      <section className="panel p-5">
        <h2 className="font-semibold text-base">{t("hosting")}</h2>
        <p className="mt-1 text-ink-2">{me.isHost ? t("hostingText") : t("hostingStart")}</p>
        <LinkButton
          className="mt-4"
          size="small"
          href={me.isHost ? routes.hosting.today() : routes.hostYourPlace()}
        >
          {me.isHost ? t("open") : t("start")}
        </LinkButton>
      </section>
      {me.isOperator ? (
        <section className="panel p-5">
          <h2 className="font-semibold text-base">{t("operator")}</h2>
          <p className="mt-1 text-ink-2">{t("operatorText")}</p>
          <LinkButton className="mt-4" size="small" href={routes.admin.overview()}>
            {t("openOperator")}
          </LinkButton>
        </section>
      ) : null}
      <p className="sm:col-span-2">
        <Link href={routes.signOut()} className="link text-ink-2">
          {t("signOut")}
        </Link>
      </p>
    </div>
  );
}
