"use client";

export type ToastTone = "done" | "trouble" | "offline";

export type Toast = {
  id: number;
  message: string;
  tone: ToastTone;
  /** One way back or on: "Undo", "Again". `shortcut` is shown as a key and works while the toast is up. */
  action?: { label: string; onPress: () => void; shortcut?: string } | undefined;
  /** How long it stays, in milliseconds. With an action it stays longer, so that there is time to reach it. */
  stayMs: number;
};

const toastsMax = 3;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/**
 * Says what just happened, at the bottom start of the window. For what the person did and can see anyway: a
 * refusal that needs an answer belongs in the page.
 */
export function showToast(
  message: string,
  options: { tone?: ToastTone; action?: Toast["action"]; stayMs?: number } = {},
): number {
  lastId += 1;
  const toast: Toast = {
    id: lastId,
    message,
    tone: options.tone ?? "done",
    action: options.action,
    stayMs: options.stayMs ?? (options.action ? 10_000 : 5_000),
  };
  set([...toasts, toast].slice(-toastsMax));
  return toast.id;
}

export function closeToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** For `useSyncExternalStore`. */
export const toastStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  read: () => toasts,
  readOnServer: () => none,
};

const none: readonly Toast[] = [];

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}
