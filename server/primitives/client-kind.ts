/** What a request came from: the way in, and the kind of device. The browser may import it. */
import { z } from "zod";

export const CHANNELS = ["web", "mobile", "api"] as const;
export type Channel = (typeof CHANNELS)[number];
export const DEVICE_CLASSES = ["desktop", "phone", "tablet", "other"] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

export interface ClientKind {
  readonly channel: Channel;
  readonly device: DeviceClass;
}

/** For events: both optional, since those written before they were known have neither. */
export const clientKindFields = {
  channel: z.enum(CHANNELS).optional(),
  device: z.enum(DEVICE_CLASSES).optional(),
};
