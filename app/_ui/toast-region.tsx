"use client";
import { Check, CircleAlert, WifiOff, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Kbd } from "./kbd";
import { closeToast, type Toast, type ToastTone, toastStore } from "./toast";

/** Where toasts appear and are read out. Once, in the root layout. */
export function ToastRegion() {
  const t = useTranslations("ui");
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read, toastStore.readOnServer);
  return (
    <section
      aria-label={t("toast.region")}
      aria-live="polite"
      className="pointer-events-none fixed start-4 end-4 bottom-24 z-50 flex flex-col gap-2 sm:start-8 sm:end-auto sm:bottom-6"
    >
      {toasts.map((toast) => (
        <TimedToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function TimedToast({ toast }: { toast: Toast }) {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (waiting) return;
    const timer = setTimeout(() => closeToast(toast.id), toast.stayMs);
    return () => clearTimeout(timer);
  }, [toast, waiting]);
  const act = () => {
    toast.action?.onPress();
    closeToast(toast.id);
  };
  useShortcut(toast.action?.shortcut, act);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only stops the clock while somebody reads
    <div
      onPointerEnter={() => setWaiting(true)}
      onPointerLeave={() => setWaiting(false)}
      onFocus={() => setWaiting(true)}
      onBlur={() => setWaiting(false)}
      className="pointer-events-auto transition-[opacity,translate] duration-160 starting:translate-y-1 starting:opacity-0"
    >
      <ToastBar
        message={toast.message}
        tone={toast.tone}
        {...(toast.action ? { action: toast.action.label, shortcut: toast.action.shortcut } : {})}
        onAct={act}
        onClose={() => closeToast(toast.id)}
      />
    </div>
  );
}

function useShortcut(key: string | undefined, act: () => void) {
  useEffect(() => {
    if (!key) return;
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (!typing && !event.metaKey && !event.ctrlKey && event.key.toLowerCase() === key.toLowerCase()) act();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  });
}

const icons: Record<ToastTone, typeof Check> = { done: Check, trouble: CircleAlert, offline: WifiOff };

/** The bar itself, without a clock: what the gallery shows. */
export function ToastBar(props: {
  message: string;
  tone: ToastTone;
  action?: string;
  shortcut?: string | undefined;
  onAct?: () => void;
  onClose?: () => void;
}) {
  const t = useTranslations("ui");
  const Icon = icons[props.tone];
  const small =
    "inline-flex h-9 cursor-pointer items-center gap-2 rounded-small bg-paper/16 px-3 font-semibold text-xs hovered:bg-paper/24";
  return (
    <div className="flex min-h-13 items-center gap-3 rounded-control bg-ink py-2 ps-3.5 pe-2 font-medium text-paper shadow-raised">
      <Icon size={18} strokeWidth={2.2} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0 flex-1">{props.message}</span>
      {props.action ? (
        <button type="button" onClick={props.onAct} className={small}>
          {props.action}
          {props.shortcut ? <Kbd onInk>{props.shortcut.toUpperCase()}</Kbd> : null}
        </button>
      ) : (
        <button
          type="button"
          onClick={props.onClose}
          aria-label={t("toast.close")}
          className="grid size-9 cursor-pointer place-items-center rounded-small hovered:bg-paper/16"
        >
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
