"use client";
import { Chip } from "@/app/_ui/chip";

export function ChipSpecimens() {
  return (
    <div className="flex flex-wrap gap-2">
      <Chip count={31}>Kitchen</Chip>
      <Chip count={31} data-look="hover">
        Kitchen
      </Chip>
      <Chip selected removable>
        Kitchen
      </Chip>
      <Chip count={31} data-look="focus">
        Kitchen
      </Chip>
      <Chip count={0}>Pool</Chip>
    </div>
  );
}
