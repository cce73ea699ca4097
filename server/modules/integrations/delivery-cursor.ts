import { z } from "zod";

const UUID_PAIR = /^[0-9a-f-]{72}$/;

/** The place in the list of deliveries: when queued, then event and endpoint. */
export const deliveryCursor = z.strictObject({ at: z.coerce.date(), id: z.string().regex(UUID_PAIR) });
