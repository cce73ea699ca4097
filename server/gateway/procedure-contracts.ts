/** The procedures of the market with their contracts as JSON Schema, for REST and its description. */
import { z } from "zod";
import type { JsonSchema } from "@/server/gateway/rest-input";
import { appRouter } from "@/server/gateway/router";

export interface ProcedureContract {
  /** e.g. `bookings.hold`. */
  readonly name: string;
  /** Below `/api/v1/`: `bookings/hold`. */
  readonly path: string;
  readonly type: "query" | "mutation";
  readonly input: JsonSchema;
  readonly output: Readonly<Record<string, unknown>>;
}

/** The part of tRPC's definition of a procedure that says what goes in and out. */
interface Definition {
  readonly type: string;
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
}

let known: ReadonlyMap<string, ProcedureContract> | undefined;

/** Path → procedure. Made once. */
export function procedureContracts(): ReadonlyMap<string, ProcedureContract> {
  known ??= new Map(listContracts().map((contract) => [contract.path, contract]));
  return known;
}

function listContracts(): ProcedureContract[] {
  return Object.entries(appRouter._def.procedures).flatMap(([name, procedure]) => {
    // Procedures carry their parsers in `_def`, which tRPC types for its own inference alone.
    const { type, inputs, output } = (procedure as unknown as { _def: Definition })._def;
    if (type !== "query" && type !== "mutation") return [];
    return [
      {
        name,
        path: name.replaceAll(".", "/"),
        type,
        input: schemaOf(inputs[0], "input"),
        output: schemaOf(output, "output"),
      },
    ];
  });
}

function schemaOf(parser: unknown, io: "input" | "output"): Record<string, unknown> {
  if (!(parser instanceof z.ZodType)) return {};
  const { $schema: _dialect, ...schema } = z.toJSONSchema(parser, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type !== "date") return;
      jsonSchema.type = "string";
      jsonSchema.format = "date-time";
    },
  });
  return schema;
}
