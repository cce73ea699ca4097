"use client";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { IconButton } from "@/app/_ui/icon-button";
import { TextField } from "@/app/_ui/text-field";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { WishlistId } from "@/server/primitives/id";

const NAME_LENGTH_MAX = 60;

export function NewList() {
  const t = useTranslations("wishlists");
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const create = useCall((client, name: string) => client.wishlists.create.mutate({ name }), {
    onSuccess: () => {
      setOpen(false);
      router.refresh();
    },
  });
  return (
    <>
      <Button size="small" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t("new")}
      </Button>
      <NameDialog
        open={open}
        title={t("new")}
        before=""
        action={t("create")}
        pending={create.isPending}
        error={create.error}
        onClose={() => setOpen(false)}
        onName={(name) => create.send(name)}
      />
    </>
  );
}

/** Renames a list, or deletes it after asking. */
export function ListTools({ wishlistId, name }: { wishlistId: WishlistId; name: string }) {
  const t = useTranslations("wishlists");
  const [open, setOpen] = useState<"rename" | "delete">();
  const router = useRouter();
  const refusalText = useRefusalText();
  const done = {
    onSuccess: () => {
      setOpen(undefined);
      router.refresh();
    },
  };
  const rename = useCall(
    (client, next: string) => client.wishlists.rename.mutate({ wishlistId, name: next }),
    done,
  );
  const remove = useCall((client) => client.wishlists.delete.mutate({ wishlistId }), done);
  return (
    <div className="flex gap-1">
      <IconButton
        label={`${t("rename")}: ${name}`}
        look="quiet"
        icon={<Pencil size={18} aria-hidden="true" />}
        onClick={() => setOpen("rename")}
      />
      <IconButton
        label={`${t("delete")}: ${name}`}
        look="quiet"
        icon={<Trash2 size={18} aria-hidden="true" />}
        onClick={() => setOpen("delete")}
      />
      <NameDialog
        open={open === "rename"}
        title={t("rename")}
        before={name}
        action={t("save")}
        pending={rename.isPending}
        error={rename.error}
        onClose={() => setOpen(undefined)}
        onName={(next) => rename.send(next)}
      />
      <Dialog
        open={open === "delete"}
        onClose={() => setOpen(undefined)}
        width="narrow"
        title={t("delete")}
        actions={
          <>
            <Button look="danger" pending={remove.isPending} onClick={() => remove.send()}>
              {t("delete")}
            </Button>
            <Button look="quiet" onClick={() => setOpen(undefined)}>
              {t("keep")}
            </Button>
          </>
        }
      >
        <p>{t("deleteSure", { name })}</p>
        {remove.error ? (
          <Banner tone="red" urgent className="mt-3">
            {refusalText(remove.error)}
          </Banner>
        ) : null}
      </Dialog>
    </div>
  );
}

type NameProps = {
  open: boolean;
  title: string;
  before: string;
  action: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onName: (name: string) => void;
};

function NameDialog({ open, title, before, action, pending, error, onClose, onName }: NameProps) {
  const t = useTranslations("wishlists");
  const refusalText = useRefusalText();
  const [name, setName] = useState(before);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") onName(name.trim());
  };
  return (
    <Dialog open={open} onClose={onClose} width="narrow" title={title}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label={t("name")}
          maxLength={NAME_LENGTH_MAX}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={error ? refusalText(error) : undefined}
        />
        <Button type="submit" look="primary" pending={pending} className="justify-self-start">
          {action}
        </Button>
      </form>
    </Dialog>
  );
}
