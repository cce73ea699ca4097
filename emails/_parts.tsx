import type { ReactNode } from "react";
import { Button, Heading, Hr, Section, Text } from "react-email";
import type { QuoteLine } from "@/server/modules/pricing/contract";
import { BPS_WHOLE, type Currency, type Money, money } from "@/server/primitives/money";
import { LIGHT } from "./_theme";
import type { Words } from "./_words";
import type { StayFacts } from "./facts";

const base = { fontSize: "16px", lineHeight: "24px" } as const;

export function Sentence({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  const size = quiet ? { fontSize: "14px", lineHeight: "21px" } : base;
  return (
    <Text
      className={quiet ? "ink-3" : "ink-2"}
      style={{ ...size, margin: "0 0 14px", color: quiet ? LIGHT["ink-3"] : LIGHT["ink-2"] }}
    >
      {children}
    </Text>
  );
}

export function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Section style={{ padding: "10px 0 16px" }}>
      <Button href={href} className="moss action" style={button}>
        {children}
      </Button>
    </Section>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section>
      <Hr className="line" style={{ margin: "24px 0 20px", borderColor: LIGHT.line }} />
      <Heading as="h2" className="ink" style={partTitle}>
        {title}
      </Heading>
      {children}
    </Section>
  );
}

/** Rows of two cells in one table, so that the cells stand below each other in every mail program. */
function Rows({ children }: { children: ReactNode }) {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      border={0}
      style={{ borderCollapse: "collapse", margin: "4px 0 10px" }}
    >
      <tbody>{children}</tbody>
    </table>
  );
}

/** Label and value. Rows without a value are left out. What people wrote keeps its own direction. */
export function Facts({ rows }: { rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  const shown = rows.filter(([, value]) => value !== "" && value !== null);
  return (
    <Rows>
      {shown.map(([label, value]) => (
        <tr key={label}>
          <td className="ink-3 label" style={{ ...cell, width: "112px", color: LIGHT["ink-3"] }}>
            {label}
          </td>
          <td className="ink" style={{ ...cell, color: LIGHT.ink }}>
            <span dir="auto">{value}</span>
          </td>
        </tr>
      ))}
    </Rows>
  );
}

export type AmountRow = { id: string; label: ReactNode; amount: string; isTotal?: boolean };

/** Label and amount, the amounts at the end of the line. */
export function Amounts({ rows }: { rows: readonly AmountRow[] }) {
  return (
    <Rows>
      {rows.map(({ id, label, amount, isTotal = false }) => {
        const weight = isTotal ? { fontWeight: 700, paddingTop: "12px" } : {};
        const tone = isTotal ? "ink" : "ink-2";
        return (
          <tr key={id}>
            <td className={tone} style={{ ...cell, ...weight, color: LIGHT[tone] }}>
              <span dir="auto">{label}</span>
            </td>
            <td className="ink" style={{ ...amountCell, ...weight }}>
              {amount}
            </td>
          </tr>
        );
      })}
    </Rows>
  );
}

/** Home, both days with their times in the home's zone, and who comes. */
export function stayRows(facts: StayFacts, words: Words): [string, ReactNode][] {
  const { t } = words;
  const at = (instant: string) => words.time(instant, facts.timeZone);
  const { adults, children, infants, pets } = facts.party;
  return [
    [t("stay.home"), facts.title],
    [t("stay.checkIn"), t("stay.from", { date: words.day(facts.checkInOn), time: at(facts.checkInAt) })],
    [t("stay.checkOut"), t("stay.by", { date: words.day(facts.checkOutOn), time: at(facts.checkOutAt) })],
    [t("stay.who"), t("stay.party", { guests: adults + children, infants, pets })],
  ];
}

/** Quote lines in the words that the screens use. */
export function lineRows(lines: readonly QuoteLine[], currency: Currency, words: Words): AmountRow[] {
  return lines.map((line, index) => ({
    id: `${line.kind}-${index}`,
    label: lineLabel(line, currency, words),
    amount: words.money(money(line.amountMinor, currency)),
  }));
}

function lineLabel(line: QuoteLine, currency: Currency, words: Words): string {
  const values = {
    name: line.name,
    count: line.quantity ?? 0,
    rate: line.unitMinor === null ? "" : words.money(money(line.unitMinor, currency)),
    percent: line.rateBps === null ? "" : percentText(line.rateBps),
  };
  if (line.kind === "tax" && line.rateBps !== null) return words.line("taxPercent", values);
  return words.line(line.kind, values);
}

/** Basis points as a percentage without needless zeros: 1400 → "14", 1550 → "15.5". */
export function percentText(rateBps: number): string {
  const whole = BPS_WHOLE / 100;
  const rest = String(rateBps % whole).padStart(2, "0");
  const trimmed = rest.replace(/0+$/, "");
  return `${Math.trunc(rateBps / whole)}${trimmed === "" ? "" : `.${trimmed}`}`;
}

export function isNothing(amount: Money): boolean {
  return amount.amountMinor === 0;
}

const cell = {
  fontSize: "15px",
  lineHeight: "22px",
  padding: "4px 0",
  verticalAlign: "top",
} as const;
const amountCell = {
  ...cell,
  color: LIGHT.ink,
  paddingInlineStart: "16px",
  whiteSpace: "nowrap",
  textAlign: "end",
} as const;
const partTitle = {
  margin: "0 0 8px",
  color: LIGHT.ink,
  fontSize: "17px",
  lineHeight: "24px",
  fontWeight: 600,
} as const;
const button = {
  backgroundColor: LIGHT.moss,
  color: LIGHT["on-moss"],
  borderRadius: "10px",
  padding: "13px 22px",
  fontSize: "16px",
  lineHeight: "20px",
  fontWeight: 600,
  textDecoration: "none",
} as const;
