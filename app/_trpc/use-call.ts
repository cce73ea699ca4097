"use client";
import { useEffect, useState } from "react";
import { whenIdle } from "@/app/_ui/when-idle";
import { type CallError, callServer } from "./call-server";
import { type Client, plainClient } from "./plain-client";

type State<Input> = {
  /** What was sent last. */
  sent?: Input;
  isPending: boolean;
  isSuccess: boolean;
  error?: CallError;
};

type Then<Output> = { onSuccess?: (output: Output) => void; onError?: (error: CallError) => void };

const IDLE = { isPending: false, isSuccess: false };

/**
 * A call that somebody makes with a press: sends it, tells how it stands, and keeps what it failed with for the page to
 * show. The client is fetched once the page stands, so that a press rarely waits for it.
 */
export function useCall<Output, Input = void>(
  call: (client: Client, input: Input) => Promise<Output>,
  { onSuccess, onError }: Then<Output> = {},
) {
  const [state, setState] = useState<State<Input>>(IDLE);
  useEffect(fetchClientSoon, []);
  const run = async (sent: Input, then?: (output: Output) => void) => {
    setState({ ...IDLE, sent, isPending: true });
    try {
      const answer = await callServer((client) => call(client, sent));
      if (answer.error) {
        setState({ ...IDLE, sent, error: answer.error });
        onError?.(answer.error);
        return;
      }
      setState({ ...IDLE, sent, isSuccess: true });
      onSuccess?.(answer.output);
      then?.(answer.output);
    } catch (bug) {
      setState({ ...IDLE, sent, error: bug as CallError });
      throw bug;
    }
  };
  return {
    ...state,
    send: (input: Input, then?: (output: Output) => void) => void run(input, then),
    reset: () => setState(forgetEnded),
  };
}

/** Forgets how the last call ended, for a dialog that opens anew; one that is on its way goes on. */
const forgetEnded = <Input>(state: State<Input>): State<Input> => (state.isPending ? state : IDLE);

/** A client that was lost on the way is fetched again by the call that needs it, which then says so. */
const fetchClientSoon = () => whenIdle(() => void plainClient().catch(() => undefined));
