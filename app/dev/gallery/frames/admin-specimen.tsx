"use client";
import { useState } from "react";
import { Segmented } from "@/app/_ui/segmented";
import { AdminBar } from "@/app/_ui/shell/admin-bar";
import { AdminSidebar } from "@/app/_ui/shell/admin-sidebar";

export function AdminSpecimen() {
  const [range, setRange] = useState("7");
  return (
    <div className="grid grid-cols-1 lg:grid-cols-[216px_minmax(0,1fr)]">
      <AdminSidebar
        viewer={{ id: "person_wim", firstName: "Wim", isHost: false, isOperator: true }}
        market="Albany"
        waiting={{ people: { count: 3, tone: "amber" }, events: { count: 2, tone: "red" } }}
      />
      <div className="min-w-0">
        <AdminBar>
          <Segmented
            label="Range"
            look="sunk"
            value={range}
            onChange={setRange}
            options={[
              { value: "1", label: "Today" },
              { value: "7", label: "7 days" },
              { value: "28", label: "28 days" },
            ]}
          />
          <span className="text-ink-3 text-xs tabular-nums">Fresh to 3:31:04 pm EDT</span>
        </AdminBar>
      </div>
    </div>
  );
}
