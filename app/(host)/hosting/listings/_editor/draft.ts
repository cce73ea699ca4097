import type { EDITOR_STEPS, OwnListing } from "@/server/modules/listings/contract";

export type Draft = OwnListing["fields"];
export type EditorStep = (typeof EDITOR_STEPS)[number];
/** What a step is given: the draft, and how to change part of it. */
export type StepProps = { draft: Draft; set: (change: Partial<Draft>) => void };
