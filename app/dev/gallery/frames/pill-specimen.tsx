"use client";
import { MapPin, Navigation, TrainFront } from "lucide-react";
import { useState } from "react";
import { SearchPanel, type SearchWish } from "@/app/_ui/search/search-panel";
import { PhonePill, type SearchPart, SearchPill } from "@/app/_ui/search/search-pill";

const pin = <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />;
const suggestions = [
  { id: "albany", label: "Albany", tail: ", New York", end: "421 homes", icon: pin },
  { id: "center-square", label: "Center Square", end: "102", icon: pin },
  { id: "pine-hills", label: "Pine Hills", end: "44", icon: pin },
  {
    id: "station",
    label: "Near the train station",
    end: "12",
    icon: <TrainFront size={18} strokeWidth={1.75} aria-hidden="true" />,
  },
  { id: "near", label: "Near me", icon: <Navigation size={18} strokeWidth={1.75} aria-hidden="true" /> },
];

export function PillSpecimen() {
  const [part, setPart] = useState<SearchPart>();
  const [wish, setWish] = useState<SearchWish>({
    placeText: "Albany",
    placeId: "albany",
    from: "2026-05-14",
    to: "2026-05-17",
    party: { adults: 2, children: 0, infants: 0, pets: 0 },
  });
  return (
    <>
      <SearchPill
        where="Albany"
        when="Thu 14 – Sun 17 May"
        who="2 guests"
        isOpen={part !== undefined}
        onOpen={setPart}
      />
      <SearchPanel
        open={part !== undefined}
        {...(part ? { startAt: part } : {})}
        onClose={() => setPart(undefined)}
        wish={wish}
        onChange={setWish}
        onPlaceText={() => undefined}
        suggestions={suggestions}
        dates={{ firstOn: "2026-04-28", lastOn: "2027-04-28" }}
        guestsMax={16}
        count={37}
        countNote="37 homes free, from $211.20 in all"
        onSearch={() => setPart(undefined)}
        onClear={() => setPart(undefined)}
      />
    </>
  );
}

export function PhonePillSpecimen() {
  const [open, setOpen] = useState(false);
  return (
    <PhonePill
      where="Albany"
      when="Thu 14 – Sun 17 May"
      who={open ? "3 guests" : "2 guests"}
      backHref="#back"
      backLabel="Back"
      onOpen={() => setOpen(!open)}
      filterCount={2}
      filterLabel="Filters"
      onFilters={() => setOpen(!open)}
    />
  );
}
