import type { ListingFacts } from "../facts/facts";
import { CAPTIONS } from "../texts/rules";
import type { BuildingKind } from "../texts/voice";
import type { Random } from "./random";
import type { DemoPhoto, DrawnHome } from "./types";

/** Widths that `tsx scripts/cut-pictures.ts` makes. */
const WIDTHS = [400, 800, 1200] as const;
const SCENE_ROOMS: Record<string, string> = {
  exterior: "exterior",
  "exterior-2": "exterior",
  living: "living",
  bedroom: "bedroom",
  kitchen: "kitchen",
  bathroom: "bathroom",
  dining: "dining",
  workspace: "workspace",
  terrace: "terrace",
  entry: "entry",
  detail: "detail",
  window: "window",
  street: "street",
};

/** Which building a home is drawn as, by its kind and where it stands: old wards have rows, outer ones porches. */
export function drawKind(facts: ListingFacts, inner: boolean, random: Random): BuildingKind {
  switch (facts.propertyType) {
    case "townhouse":
    case "rowhouse":
      return random.chance(0.6) ? "townhouse" : "rowhouse";
    case "house":
    case "bungalow":
    case "guesthouse":
    case "bed_and_breakfast":
      return inner
        ? ((["victorian", "rowhouse", "townhouse", "porch"] as const)[random.weighted([35, 30, 15, 20])] ??
            "porch")
        : ((["porch", "victorian"] as const)[random.weighted([80, 20])] ?? "porch");
    case "cabin":
    case "cottage":
      return "cabin";
    case "hotel":
    case "hostel":
    case "condo":
    case "loft":
      return "apartment";
    default:
      return inner
        ? ((["rowhouse", "townhouse", "apartment", "victorian"] as const)[
            random.weighted([42, 22, 22, 14])
          ] ?? "rowhouse")
        : ((["apartment", "porch", "rowhouse"] as const)[random.weighted([45, 40, 15])] ?? "apartment");
  }
}

/**
 * The drawn home for each listing of a kind in turn, dealt like cards: all homes of a kind are used once before one
 * comes again, so that homes that stand together seldom look alike.
 */
export class DrawnHomeDealer {
  readonly #decks = new Map<BuildingKind, DrawnHome[]>();

  constructor(
    private readonly drawings: readonly DrawnHome[],
    private readonly seed: number,
  ) {}

  deal(kind: BuildingKind, random: Random): DrawnHome {
    const deck = this.#decks.get(kind) ?? [];
    const next = deck.pop();
    if (next) return next;
    const all = this.drawings.filter((home) => home.kind === kind);
    const fresh = random.shuffled(all.length > 0 ? all : this.drawings);
    this.#decks.set(kind, fresh);
    const first = fresh.pop();
    if (!first) throw new Error(`no drawings (seed ${this.seed})`);
    return first;
  }
}

/** Eight to twelve pictures of one drawn home, in an order of the listing's own: what is not there is not shown. */
export function drawPhotos(home: DrawnHome, facts: ListingFacts, random: Random): DemoPhoto[] {
  const lacks = new Set<string>();
  if (!facts.amenities.includes("kitchen")) lacks.add("kitchen").add("dining");
  if (!facts.amenities.some((code) => ["garden", "balcony", "patio", "outdoor_furniture"].includes(code)))
    lacks.add("terrace");
  if (!facts.amenities.includes("workspace")) lacks.add("workspace");
  const shown = home.pictures.filter((picture) => !lacks.has(picture.scene));
  const filled =
    shown.length >= 8
      ? shown
      : [...shown, ...home.pictures.filter((picture) => lacks.has(picture.scene)).slice(0, 8 - shown.length)];
  const first =
    facts.roomType === "entire_home"
      ? random.chance(0.72)
        ? "exterior"
        : "living"
      : random.chance(0.6)
        ? "bedroom"
        : "exterior";
  const lead = filled.filter((picture) => picture.scene === first);
  const rooms = random.shuffled(
    filled.filter(
      (picture) =>
        picture.scene !== first && ["living", "bedroom", "kitchen", "bathroom"].includes(picture.scene),
    ),
  );
  const rest = random.shuffled(
    filled.filter((picture) => picture.scene !== first && !rooms.includes(picture)),
  );
  const order = [...lead, ...rooms.slice(0, 2), ...rest.slice(0, 1), ...rooms.slice(2), ...rest.slice(1)];
  return order.slice(0, random.int(Math.min(10, order.length), 12)).map((picture) => ({
    room: SCENE_ROOMS[picture.scene] ?? "other",
    caption: random.pick(CAPTIONS[picture.scene] ?? ["Picture"]),
    alt: picture.alt,
    stem: `homes/${home.home}-${picture.scene}`,
    widths: WIDTHS,
    width: 1200,
    height: 800,
    blur: picture.blur,
    sha256: picture.sha256,
  }));
}
