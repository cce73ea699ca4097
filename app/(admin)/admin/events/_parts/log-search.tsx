import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { Select } from "@/app/_ui/select";
import { TextField } from "@/app/_ui/text-field";
import { EVENTS } from "@/server/gateway/events-registry";

type Sought = Record<"find" | "type" | "from" | "to", string | undefined>;

const types = [...new Set(EVENTS.map((event) => event.type))].toSorted();

/** Searches the log by id, key or trace, by type and by time. A plain form: the address says what is shown. */
export function LogSearch({ find, type, from, to }: Sought) {
  const t = useTranslations("admin.events.log");
  const list = useTranslations("admin.list");
  const options = [{ value: "", label: t("anyType") }, ...types.map((value) => ({ value, label: value }))];
  return (
    <search aria-label={t("search")}>
      <form
        action={routes.admin.events()}
        className="grid grid-cols-2 items-end gap-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_auto_auto_auto_auto]"
      >
        <input type="hidden" name="tab" value="log" />
        <TextField
          label={t("find")}
          name="find"
          type="search"
          defaultValue={find}
          size="small"
          title={t("findHelp")}
          before={<Search size={16} aria-hidden="true" />}
          className="max-lg:col-span-2"
        />
        <Select
          label={t("types")}
          name="type"
          size="small"
          defaultValue={type ?? ""}
          options={options}
          className="max-lg:col-span-2"
        />
        <TextField label={t("from")} name="from" type="datetime-local" defaultValue={from} size="small" />
        <TextField label={t("to")} name="to" type="datetime-local" defaultValue={to} size="small" />
        <Button type="submit" size="small">
          {list("filter")}
        </Button>
        <LinkButton size="small" look="quiet" href={routes.admin.events({ tab: "log" })}>
          {list("clear")}
        </LinkButton>
      </form>
    </search>
  );
}
