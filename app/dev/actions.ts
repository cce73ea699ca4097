"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { routes } from "@/app/_routes";
import {
  deliverAgain,
  deliverNow,
  deliveryModes,
  moveClock,
  setDelivery,
} from "@/server/gateway/stand-in-desk";

/** Each refuses by itself where there is no stand-in; Next checks the origin of a server action. */
export async function chooseDelivery(form: FormData): Promise<void> {
  await setDelivery(z.enum(deliveryModes).parse(form.get("mode")));
  revalidatePath(routes.dev.payments());
}

export async function deliverWaiting(): Promise<void> {
  await deliverNow();
  revalidatePath(routes.dev.payments());
}

export async function sendAgain(form: FormData): Promise<void> {
  await deliverAgain(z.string().max(100).parse(form.get("eventId")));
  revalidatePath(routes.dev.payments());
}

export async function move(form: FormData): Promise<void> {
  await moveClock(z.coerce.number().int().parse(form.get("ms")));
  revalidatePath(routes.dev.clock());
}
