"use client";
import { useState } from "react";
import { Money } from "@/app/_ui/money";
import { StatusTag } from "@/app/_ui/status-tag";
import { Table, type TableColumn } from "@/app/_ui/table/table";
import { type SampleBooking, sampleBookings } from "./sample";

const columns: readonly TableColumn<SampleBooking>[] = [
  {
    id: "booking",
    header: "Booking",
    lead: true,
    value: (row) => row.id,
    cell: (row) => <span className="font-mono text-xs">{row.id}</span>,
  },
  {
    id: "guest",
    header: "Guest",
    value: (row) => row.guest,
    cell: (row) => <span className="font-medium">{row.guest}</span>,
  },
  { id: "nights", header: "Nights", value: (row) => row.nights },
  {
    id: "total",
    header: "Total",
    align: "end",
    value: (row) => row.totalMinor / 100,
    cell: (row) => <Money amountMinor={row.totalMinor} currency="USD" className="font-medium" />,
  },
  {
    id: "state",
    header: "State",
    value: (row) => row.state,
    cell: (row) => <StatusTag tone={row.tone}>{row.state}</StatusTag>,
  },
];

export function TableSpecimen() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(["RST-9QX41"]));
  return (
    <div className="panel overflow-hidden">
      <Table
        label="Bookings"
        columns={columns}
        rows={sampleBookings}
        rowId={(row) => row.id}
        selected={selected}
        onSelectedChange={setSelected}
        csvName="bookings"
        initialSort={{ id: "nights", desc: false }}
      />
    </div>
  );
}
