import { expect, it } from "vitest";
import { z } from "zod";
import { inputOfQuery, type JsonSchema } from "@/server/gateway/rest-input";
import { Refusal } from "@/server/primitives/refusal";

const contract = z.strictObject({
  place: z.string().optional(),
  stay: z.strictObject({ checkIn: z.string(), checkOut: z.string() }).optional(),
  party: z.strictObject({ adults: z.int(), pets: z.int().default(0) }).optional(),
  filters: z
    .strictObject({
      amenities: z.array(z.enum(["wifi", "kitchen"])).optional(),
      selfCheckIn: z.literal(true).optional(),
      bedroomsMin: z.int().nullable().optional(),
    })
    .optional(),
});
const schema = z.toJSONSchema(contract, { io: "input" }) as JsonSchema;
const read = (query: string) => inputOfQuery(new URLSearchParams(query), schema);

it("makes of each text what the contract says it is", () => {
  const query =
    "place=2024&stay.checkIn=2026-05-01&stay.checkOut=2026-05-03&party.adults=2&filters.amenities=wifi,kitchen" +
    "&filters.selfCheckIn=true&filters.bedroomsMin=null";
  expect(contract.parse(read(query))).toEqual({
    place: "2024",
    stay: { checkIn: "2026-05-01", checkOut: "2026-05-03" },
    party: { adults: 2, pets: 0 },
    filters: { amenities: ["wifi", "kitchen"], selfCheckIn: true, bedroomsMin: null },
  });
  expect(read("filters.amenities=wifi&filters.amenities=kitchen")).toEqual({
    filters: { amenities: ["wifi", "kitchen"] },
  });
});

it("leaves what fits nothing for the contract to refuse, and reaches no prototype", () => {
  expect(contract.safeParse(read("party.adults=1e308")).success).toBe(false);
  expect(contract.safeParse(read("party.adults=")).success).toBe(false);
  expect(contract.safeParse(read("hostId=1")).success).toBe(false);
  expect(contract.safeParse(read("party=2&party.adults=2")).success).toBe(true);
  for (const query of ["__proto__.isOperator=true", "a.constructor.b=1", "place=%00", "a..b=1"])
    expect(() => read(query)).toThrow(Refusal);
  expect(({} as { isOperator?: unknown }).isOperator).toBeUndefined();
});
