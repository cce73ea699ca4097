/** `/api/openapi.json`: the REST side of the market, described from the very contracts that check it. */
import { type ProcedureContract, procedureContracts } from "@/server/gateway/procedure-contracts";
import { REFUSALS } from "@/server/primitives/refusal";

const ABOUT = `The procedures of this market for everybody. Web and mobile call the same ones through tRPC at /api/trpc.

**Signing in.** POST /api/auth/sign-in/email with \`{ "email", "password" }\`; the answer's header \`set-auth-token\` is the bearer token.
**Queries** are GET. Fields of objects are named with dots (\`stay.checkIn=2026-05-01\`), lists are separated by commas.
**Mutations** are POST with a JSON body. They take an \`Idempotency-Key\` header: a repeat with the same key and body gets the first answer.
**Money** is integer minor units with an ISO 4217 currency. **Nights** are calendar dates, [check-in, check-out). **Instants** are ISO 8601 in UTC.
**Limits** are told by \`RateLimit\`, \`RateLimit-Policy\` and \`Retry-After\`.`;

const ERROR = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "details", "requestId"],
      properties: {
        code: { type: "string", enum: [...Object.keys(REFUSALS), "internal_error"] },
        details: { type: "object" },
        requestId: { type: ["string", "null"] },
      },
    },
  },
};

export function openApiDocument(appUrl: string) {
  const contracts = [...procedureContracts().values()];
  return {
    openapi: "3.1.0",
    info: { title: "Roost", version: "1", description: ABOUT },
    servers: [{ url: `${appUrl}/api/v1` }],
    tags: [...new Set(contracts.map(tagOf))].map((name) => ({ name })),
    paths: Object.fromEntries(contracts.map((contract) => [`/${contract.path}`, pathItemOf(contract)])),
    components: {
      schemas: { Error: ERROR },
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
    // Procedures for anybody work without; the others answer 401.
    security: [{}, { bearer: [] }],
  };
}

const tagOf = (contract: ProcedureContract) => contract.name.split(".")[0] ?? "";

function pathItemOf(contract: ProcedureContract) {
  const operation = {
    operationId: contract.name,
    tags: [tagOf(contract)],
    ...(contract.type === "query" ? queryOf(contract) : bodyOf(contract)),
    responses: {
      "200": answerOf("The result.", contract.output),
      default: answerOf("A refusal, with its code.", { $ref: "#/components/schemas/Error" }),
    },
  };
  return contract.type === "query" ? { get: operation } : { post: operation };
}

function answerOf(description: string, schema: unknown) {
  return { description, content: { "application/json": { schema } } };
}

function bodyOf(contract: ProcedureContract) {
  return {
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        schema: { type: "string", maxLength: 128 },
      },
    ],
    requestBody: { required: true, content: { "application/json": { schema: contract.input } } },
  };
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
}

function queryOf(contract: ProcedureContract) {
  return { parameters: parametersOf(contract.input as Node, "", true) };
}

/** One parameter per leaf: objects within the input become dotted names. */
function parametersOf(schema: Node, prefix: string, isWithinRequired: boolean): object[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const isRequired = isWithinRequired && (schema.required ?? []).includes(name);
    if (part.properties) return parametersOf(part, `${prefix}${name}.`, isRequired);
    return [
      {
        name: `${prefix}${name}`,
        in: "query",
        required: isRequired,
        explode: false,
        style: "form",
        schema: part,
      },
    ];
  });
}
