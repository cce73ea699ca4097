"use client";
import type { CalendarRules } from "../calendar/calendar-days";
import type { ComboOption } from "../combo-box";
import { onDemand } from "../on-demand";
import type { SearchPart } from "./search-pill";

const Panel = onDemand(() => import("./search-panel-body").then((module) => module.SearchPanelBody));

export type Party = { adults: number; children: number; infants: number; pets: number };

export type SearchWish = {
  /** Words in the field, and the place chosen from the suggestions. */
  placeText: string;
  placeId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  party: Party;
};

export type SearchPanelProps = {
  open: boolean;
  onClose: () => void;
  wish: SearchWish;
  onChange: (wish: SearchWish) => void;
  /** Called as somebody writes; hand the answers back as `suggestions`. */
  onPlaceText: (text: string) => void;
  suggestions: readonly ComboOption[];
  /** The first and last date that can be chosen. */
  dates: Pick<CalendarRules, "firstOn" | "lastOn">;
  guestsMax: number;
  /** How many homes fit now; undefined while it is being counted. */
  count?: number | undefined;
  /** "37 homes free, from $211.20 in all" */
  countNote?: string | undefined;
  onSearch: () => void;
  onClear: () => void;
  /** Where the focus goes first. */
  startAt?: SearchPart;
};

/** Where, when, who side by side in one panel under the header; on a phone three blocks in a full sheet. */
export function SearchPanel({ open, ...rest }: SearchPanelProps) {
  return open ? <Panel {...rest} /> : null;
}
