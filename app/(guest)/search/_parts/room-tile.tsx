import { BedDouble, ConciergeBell, DoorOpen, House } from "lucide-react";
import { classNames } from "@/app/_ui/class-names";
import type { ROOM_TYPES } from "@/server/modules/listings/words";

type Room = (typeof ROOM_TYPES)[number];

const ICONS = {
  entire_home: House,
  private_room: DoorOpen,
  shared_room: BedDouble,
  hotel_room: ConciergeBell,
} as const satisfies Record<Room, typeof House>;

type Props = { room: Room; label: string; note: string; chosen: boolean; onToggle: () => void };

/** A type of place to choose, with how many homes are of it. */
export function RoomTile({ room, label, note, chosen, onToggle }: Props) {
  const Icon = ICONS[room];
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onToggle}
      className={classNames(
        "flex min-h-26 cursor-pointer flex-col items-start justify-between gap-2.5 rounded-control border p-3 text-start font-medium tracking-[-0.01em] transition-colors duration-120 hovered:bg-hover",
        chosen ? "border-moss bg-moss-tint text-moss-ink" : "border-edge",
      )}
    >
      <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
      <span>
        {label}
        <span
          className={classNames(
            "block font-normal text-xs tabular-nums",
            chosen ? "text-moss-ink" : "text-ink-3",
          )}
        >
          {note}
        </span>
      </span>
    </button>
  );
}
