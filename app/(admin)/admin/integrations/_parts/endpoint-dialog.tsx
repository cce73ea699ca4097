"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { TextField } from "@/app/_ui/text-field";
import { showToast } from "@/app/_ui/toast";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { EndpointView } from "@/server/modules/integrations/contract";
import { SecretShown } from "./secret-shown";

export interface EventChoice {
  readonly type: string;
  readonly summary: string;
}

type EndpointDialogProps = {
  types: readonly EventChoice[];
  /** The one to change; a new one where it is absent. */
  endpoint?: Pick<EndpointView, "endpointId" | "url" | "description" | "types">;
};

/** Adds an endpoint and shows its secret, or changes one. */
export function EndpointDialog({ types, endpoint }: EndpointDialogProps) {
  const t = useTranslations("admin.integrations.form");
  const router = useRouter();
  const refusalText = useRefusalText();
  const form = useId();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();
  const add = useCall(({ integrations }, fields: Fields) => integrations.addEndpoint.mutate(fields), {
    onSuccess: (added) => setSecret(added.secret),
  });
  const edit = useCall(({ integrations }, input: Fields & { endpointId: string }) =>
    integrations.editEndpoint.mutate(input),
  );
  const call = endpoint ? edit : add;
  const close = () => {
    setOpen(false);
    call.reset();
    // Not before the secret was kept: a page drawn anew may hold this dialog elsewhere, and would forget it.
    if (secret) router.refresh();
    setSecret(undefined);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = fieldsOf(event.currentTarget);
    if (!endpoint) return add.send(fields);
    edit.send({ endpointId: endpoint.endpointId, ...fields }, () => {
      showToast(t("saved", { subject: fields.description }));
      close();
      router.refresh();
    });
  };
  return (
    <>
      {endpoint ? (
        <Button size="tiny" onClick={() => setOpen(true)}>
          {t("edit")}
          <span className="sr-only">: {endpoint.description}</span>
        </Button>
      ) : (
        <Button
          look="primary"
          size="small"
          icon={<Plus size={16} aria-hidden="true" />}
          onClick={() => setOpen(true)}
        >
          {t("add")}
        </Button>
      )}
      <Dialog
        open={isOpen}
        onClose={close}
        title={endpoint ? t("editTitle", { subject: endpoint.description }) : t("addTitle")}
        actions={
          secret ? (
            <Button look="primary" onClick={close}>
              {t("done")}
            </Button>
          ) : (
            <>
              <Button type="submit" form={form} look="primary" pending={call.isPending}>
                {t(endpoint ? "save" : "add")}
              </Button>
              <Button look="quiet" onClick={close}>
                {t("back")}
              </Button>
            </>
          )
        }
      >
        {secret ? (
          <SecretShown secret={secret} />
        ) : (
          <form id={form} onSubmit={submit} className="grid gap-4">
            {call.error ? <Banner tone="red" urgent title={refusalText(call.error)} /> : null}
            <TextField
              label={t("url")}
              help={t("urlHelp")}
              name="url"
              type="url"
              required
              maxLength={2_048}
              defaultValue={endpoint?.url}
              placeholder="https://"
            />
            <TextField
              label={t("description")}
              name="description"
              required
              maxLength={200}
              defaultValue={endpoint?.description}
            />
            <fieldset className="grid gap-2">
              <legend className="mb-1 font-medium">{t("types")}</legend>
              <p className="text-ink-2 text-sm">{t("typesHelp")}</p>
              <div className="grid max-h-72 gap-2 overflow-y-auto rounded-control border border-line p-3">
                {types.map((choice) => (
                  <Checkbox
                    key={choice.type}
                    name="types"
                    value={choice.type}
                    defaultChecked={endpoint?.types.includes(choice.type) ?? false}
                    label={<span className="font-mono text-sm">{choice.type}</span>}
                    note={choice.summary}
                  />
                ))}
              </div>
            </fieldset>
          </form>
        )}
      </Dialog>
    </>
  );
}

type Fields = ReturnType<typeof fieldsOf>;

function fieldsOf(form: HTMLFormElement) {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? "").trim();
  return { url: text("url"), description: text("description"), types: fields.getAll("types").map(String) };
}
