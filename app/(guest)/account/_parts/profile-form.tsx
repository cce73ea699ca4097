"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useCall } from "@/app/_trpc/use-call";
import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextArea } from "@/app/_ui/text-area";
import { TextField } from "@/app/_ui/text-field";
import { showToast } from "@/app/_ui/toast";
import { useZodForm } from "@/app/_ui/use-zod-form";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { editProfileInput } from "@/server/modules/accounts/contract";

type EditProfile = z.output<typeof editProfileInput>;

const loadContract = async () => (await import("@/server/modules/accounts/contract")).editProfileInput;

type Props = { name: string; about: string; email: string; emailVerified: boolean };

/** Name and a few sentences; the address is shown, since changing it is a matter of its own. */
export function ProfileForm({ name, about, email, emailVerified }: Props) {
  const t = useTranslations("account.profile");
  const router = useRouter();
  const refusalText = useRefusalText();
  const form = useZodForm(loadContract, { defaultValues: { name, about } });
  const edit = useCall((client, input: EditProfile) => client.accounts.editProfile.mutate(input), {
    onSuccess: () => {
      showToast(t("saved"));
      router.refresh();
    },
  });
  const submit = form.handleSubmit((values) => edit.send(values));
  const { errors: wrong } = form.formState;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-6 grid gap-4">
      <FormErrorSummary
        form={form}
        labels={{ name: t("name"), about: t("about") }}
        refusal={edit.error ? refusalText(edit.error) : undefined}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          label={t("name")}
          autoComplete="given-name"
          error={wrong.name?.message}
          {...form.register("name")}
        />
        <TextField
          label={t("email")}
          value={email}
          readOnly
          {...(emailVerified ? { after: t("verified") } : {})}
        />
      </div>
      <TextArea
        label={t("about")}
        help={t("aboutHelp")}
        rows={4}
        error={wrong.about?.message}
        {...form.register("about")}
      />
      <Button type="submit" look="primary" className="justify-self-start" pending={edit.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
