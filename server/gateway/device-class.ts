/** The kind of device a request comes from, told by its headers. Coarse on purpose: for figures, never to recognise anybody. */
import type { Channel, ClientKind, DeviceClass } from "@/server/primitives/client-kind";

/** Browsers on desktops say so; what names none of these is a program. */
const DESKTOP = /Windows NT|Macintosh|X11|CrOS|Linux x86_64/;
/** An Android browser without "Mobile" in its name is a tablet's. */
const TABLET = /iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Android(?!.*Mobile)/;
const PHONE = /iPhone|iPod|Mobile|Windows Phone/;
/** The HTTP libraries of phone apps, which name no device. */
const APP = /okhttp|CFNetwork|Dart|Expo/;

export function deviceClassOf(headers: Headers): DeviceClass {
  const agent = headers.get("user-agent") ?? "";
  if (APP.test(agent)) return "phone";
  if (TABLET.test(agent)) return "tablet";
  if (headers.get("sec-ch-ua-mobile") === "?1" || PHONE.test(agent)) return "phone";
  return DESKTOP.test(agent) ? "desktop" : "other";
}

export function clientKindOf(headers: Headers, channel: "web" | "mobile" | "rest"): ClientKind {
  const named: Channel = channel === "rest" ? "api" : channel;
  return { channel: named, device: deviceClassOf(headers) };
}
