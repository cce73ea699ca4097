import { routes } from "@/app/_routes";
import { isId } from "@/server/primitives/id";
import { IdText } from "./cells";

/** An id of anything, leading to its page where it has one. */
export function ObjectLink({ kind, id }: { kind?: string; id: string }) {
  if (isId("booking", id)) return <IdText id={id} href={routes.admin.booking(id)} />;
  if (isId("event", id)) return <IdText id={id} href={routes.admin.event(id)} />;
  if (isId("delivery", id)) return <IdText id={id} href={routes.admin.notification(id)} />;
  if (isId("model", id)) return <IdText id={id} href={routes.admin.models()} />;
  if (isId("listing", id)) return <IdText id={id} href={routes.admin.listing(id)} />;
  if (isId("person", id)) return <IdText id={id} href={routes.admin.person(id)} />;
  if (isId("endpoint", id)) return <IdText id={id} href={routes.admin.integrations({ endpoint: id })} />;
  return (
    <span className="font-mono text-xs">
      {kind === "consumer" || !id.includes("_") ? id : <IdText id={id} />}
    </span>
  );
}
