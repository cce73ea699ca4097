import type { ReactNode } from "react";
import { Tag, type Tone } from "./tag";

/** A state, with a dot: never told by colour alone, the word is always there. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Tag tone={tone} icon={<span aria-hidden="true" className="me-0.5 size-1.75 rounded-full bg-current" />}>
      {children}
    </Tag>
  );
}
