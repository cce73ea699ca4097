"use client";
import { Button } from "@/app/_ui/button";
import { Chart } from "@/app/_ui/chart/chart";
import { HoldBar } from "@/app/_ui/hold-bar";
import { MapView } from "@/app/_ui/map/map-view";
import { Tabs } from "@/app/_ui/tabs";

const atMs = 1_777_404_600_000;
const days = [29, 27, 26, 31, 44, 49, 38, 28, 27, 29, 33, 47, 52, 40];
const pins = [
  { id: "a", lng: -73.7671, lat: 42.6571, label: "$663", title: "Parkside flat" },
  { id: "b", lng: -73.7635, lat: 42.6535, label: "$532", title: "Garden floor", saved: true },
  { id: "c", lng: -73.7705, lat: 42.6602, label: "$518", title: "Quiet studio", seen: true },
  { id: "d", lng: -73.7604, lat: 42.6508, label: "$626", title: "Garden apartment" },
  { id: "e", lng: -73.7602, lat: 42.6507, label: "$640", title: "Next door" },
];

export function LiveSpecimens() {
  return (
    <div className="mt-8 grid gap-6">
      <HoldBar serverNowMs={atMs} expiresAtMs={atMs + 706_000} lengthMs={900_000} until="3:42 pm EDT" />
      <HoldBar
        serverNowMs={atMs}
        expiresAtMs={atMs + 106_000}
        lengthMs={900_000}
        until="3:42 pm EDT"
        again={<Button size="small">Hold again</Button>}
      />
      <Tabs
        label="A booking"
        tabs={[
          { id: "money", label: "Money and timeline", content: "Ledger" },
          { id: "messages", label: "Messages", count: 6, content: "Thread" },
        ]}
      />
      <Chart
        title="GBV by day"
        format={{ currency: "USD" }}
        series={[
          { key: "now", label: "April", look: "bars" },
          { key: "before", label: "28 days before", look: "dashed" },
        ]}
        points={days.map((value, at) => ({ label: `${at + 1} Apr`, now: value * 1000, before: value * 900 }))}
      />
      <MapView
        label="Homes in Albany; the list has the same"
        pins={pins}
        litId="a"
        center={{ lng: -73.766, lat: 42.655 }}
        zoom={14}
        controls
        className="h-80 rounded-card"
      />
      <MapView
        label="About where it is"
        circle={{ lng: -73.7635, lat: 42.6535, radiusM: 250 }}
        center={{ lng: -73.7635, lat: 42.6535 }}
        zoom={14.6}
        still
        className="h-60 rounded-card"
      />
    </div>
  );
}
