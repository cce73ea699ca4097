"use client";
import { useState } from "react";
import { Heart } from "@/app/_ui/heart";
import { ListingCard } from "@/app/_ui/listing-card";
import { bungalow, rowhouse } from "./sample";

export function CardSpecimens() {
  const [saved, setSaved] = useState(true);
  return (
    <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
      <ListingCard
        listing={rowhouse}
        heart={<Heart saved={saved} title={rowhouse.title} onToggle={setSaved} />}
      />
      <ListingCard listing={bungalow} lit heart={<Heart saved={false} title={bungalow.title} />} />
    </div>
  );
}
