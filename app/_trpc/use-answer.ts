"use client";
import { useEffect, useRef, useState } from "react";
import { type Answer, type CallError, callServer } from "./call-server";
import type { Client } from "./plain-client";

type State<Output> = {
  /** The question that came back last, well or not, and the turn it was asked in. */
  key?: string;
  turn?: number;
  data?: Output | undefined;
  error?: CallError;
  /** By the window's own clock, which nobody sets. */
  atMs: number;
};

type Options = {
  /** How long an answer is good for: an older one is asked for anew when somebody comes back to the page. */
  freshMs?: number;
};

const FRESH_MS = 30_000;
const nowMs = () => performance.now();

/**
 * What the server says to a question (plain values, compared as JSON), asked whenever it changes; undefined asks nothing.
 * The answer before stays until the next one is there, one that comes late is dropped, and a broken connection is tried
 * again when it is back.
 */
export function useAnswer<Input, Output>(
  question: Input | undefined,
  ask: (client: Client, question: Input) => Promise<Output>,
  { freshMs = FRESH_MS }: Options = {},
) {
  const [state, setState] = useState<State<Output>>({ atMs: 0 });
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const key = question === undefined ? undefined : JSON.stringify(question);
  useEffect(() => {
    if (key === undefined) return;
    let late = false;
    void callServer((client) => latest.current(client, JSON.parse(key) as Input)).then((answer) => {
      if (!late) setState((before) => stateAfter(before, { key, turn, answer }));
    });
    return () => {
      late = true;
    };
  }, [key, turn]);
  const isFetching = key !== undefined && (state.key !== key || state.turn !== turn);
  const again = () => setTurn(turn + 1);
  useComeBack(() => {
    if (key !== undefined && !isFetching && (state.error || nowMs() - state.atMs > freshMs)) again();
  });
  return {
    data: key === undefined ? undefined : state.data,
    error: state.key === key ? state.error : undefined,
    isFetching,
    /** `data` answers this question, not the one before. */
    isCurrent: key !== undefined && state.key === key && state.data !== undefined,
    again,
  };
}

type Came<Output> = { key: string; turn: number; answer: Answer<Output> };

function stateAfter<Output>(before: State<Output>, { key, turn, answer }: Came<Output>): State<Output> {
  const { error } = answer;
  if (!error) return { key, turn, data: answer.output, atMs: nowMs() };
  // The answer to another question must not stand beside the refusal of this one.
  return { key, turn, error, ...(before.key === key ? { data: before.data } : {}), atMs: nowMs() };
}

/** Whenever the window comes into sight again, or the connection is back. */
function useComeBack(act: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") act();
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
    };
  });
}
