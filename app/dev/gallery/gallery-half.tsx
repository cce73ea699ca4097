import { CircleAlert, KeyRound, LogIn, MapPin, RotateCw, ShieldCheck, Star } from "lucide-react";
import { Avatar } from "@/app/_ui/avatar";
import { Banner } from "@/app/_ui/banner";
import { Bars } from "@/app/_ui/bars";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { Button } from "@/app/_ui/button";
import { DateRange } from "@/app/_ui/date-range";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { Instant } from "@/app/_ui/instant";
import { Kbd } from "@/app/_ui/kbd";
import { ListingCardSkeleton } from "@/app/_ui/listing-card-skeleton";
import { Logo } from "@/app/_ui/logo";
import { ClusterPin } from "@/app/_ui/map/cluster-pin";
import { PricePin } from "@/app/_ui/map/price-pin";
import { Meter } from "@/app/_ui/meter";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { PolicyBar, type PolicyStep } from "@/app/_ui/policy-bar";
import { PolicyRail } from "@/app/_ui/policy-rail";
import { QuoteLines } from "@/app/_ui/quote-lines";
import { Rating } from "@/app/_ui/rating";
import { ShareBar } from "@/app/_ui/share-bar";
import { Sparkline } from "@/app/_ui/sparkline";
import { StatusTag } from "@/app/_ui/status-tag";
import { StepList } from "@/app/_ui/step-list";
import { Tag } from "@/app/_ui/tag";
import { Timeline } from "@/app/_ui/timeline";
import { ToastBar } from "@/app/_ui/toast-region";
import { tooltipLook } from "@/app/_ui/tooltip-look";
import { WayOn } from "@/app/_ui/way-on";
import { ButtonSpecimens } from "./button-specimens";
import { CalendarSpecimen } from "./calendar-specimen";
import { CardSpecimens } from "./card-specimens";
import { ChipSpecimens } from "./chip-specimens";
import { FieldSpecimens } from "./field-specimens";
import { LiveSpecimens } from "./live-specimens";
import { OverlaySpecimens } from "./overlay-specimens";
import { Section } from "./section";
import { TableSpecimen } from "./table-specimen";

const grounds = ["paper", "surface", "sunk", "sunk-2", "line", "edge", "ink-3", "ink-2", "ink"];
const hues = ["moss", "moss-tint-2", "moss-tint", "clay", "clay-tint", "red", "amber", "green", "blue"];
const people = ["Nadia", "Bram", "Kofi", "Halina", "Ruth"];
const usd = (amountMinor: number) => ({ amountMinor, currency: "USD" });

const policy: PolicyStep[] = [
  {
    id: "full",
    from: (
      <>
        <b>Today</b>, Tue 28 Apr
      </>
    ),
    until: "Until Sat 9 May, 3:00 pm EDT",
    back: usd(53248),
    share: "full",
    note: "Everything, fees and taxes too.",
  },
  {
    id: "half",
    from: (
      <>
        <b>Sat 9 May</b>, 3:00 pm EDT
      </>
    ),
    until: "Then until Thu 14 May, 3:00 pm EDT",
    back: usd(21861),
    share: "half",
    note: "The host keeps the first night and half of the rest.",
  },
  {
    id: "none",
    from: (
      <>
        <b>Thu 14 May</b>, 3:00 pm EDT
      </>
    ),
    until: "After check-in",
    back: usd(8366),
    share: "none",
    note: "After check-in, if you leave after one night.",
  },
];

/** All specimens in one theme. */
export function GalleryHalf({ theme }: { theme: "light" | "dark" }) {
  return (
    <div data-theme={theme} className="min-w-0 bg-paper px-5 pt-10 pb-12 text-ink md:px-9">
      <h1 className="title-xl">Components, {theme}</h1>
      <Section title="Colour roles">
        {[grounds, hues].map((row) => (
          <ul key={row[0]} className="mb-2.5 grid grid-cols-9 gap-1.5 text-hint text-ink-3 leading-4">
            {row.map((name) => (
              <li key={name}>
                <div
                  className="mb-1 h-11 rounded-small shadow-[inset_0_0_0_1px_color-mix(in_oklch,var(--color-ink)_10%,transparent)]"
                  style={{ background: `var(--color-${name})` }}
                />
                {name}
              </li>
            ))}
          </ul>
        ))}
      </Section>
      <Section title="Buttons">
        <ButtonSpecimens />
      </Section>
      <Section title="Fields">
        <FieldSpecimens />
      </Section>
      <Section title="Chips, tags, avatars, tooltip">
        <ChipSpecimens />
        <div className="mt-3 flex flex-wrap gap-1.5">
          <StatusTag tone="green">Confirmed</StatusTag>
          <StatusTag tone="amber">Requested</StatusTag>
          <StatusTag tone="blue">Held</StatusTag>
          <StatusTag tone="red">Disputed</StatusTag>
          <StatusTag tone="neutral">Cancelled</StatusTag>
          <Tag tone="moss" icon={<ShieldCheck size={13} aria-hidden="true" />}>
            Free to cancel
          </Tag>
          <Tag tone="clay">New</Tag>
        </div>
        <div className="mt-3.5 flex items-center gap-1.5">
          {people.map((name, at) => (
            <Avatar key={name} id={`${name}${at}`} name={name} size="small" labelled />
          ))}
          <span className={`ms-auto ${tooltipLook}`}>Nights booked of nights open</span>
        </div>
      </Section>
      <Section title="Combobox and dialog">
        <OverlaySpecimens />
      </Section>
      <Section title="Date range picker">
        <CalendarSpecimen />
      </Section>
      <Section title="Cards and pins">
        <CardSpecimens />
        <div className="mt-5 flex flex-wrap items-center gap-4 rounded-card bg-map-land px-5 py-4">
          <PricePin price="$532" title="At rest" />
          <PricePin price="$518" title="Seen" seen />
          <PricePin price="$663" title="Lit" lit />
          <PricePin price="$452" title="Saved" saved />
          <ClusterPin count={12} label="12 homes here" />
          <span className="ms-auto text-map-label text-xs">rest, seen, lit, saved, cluster</span>
        </div>
      </Section>
      <Section title="Table">
        <TableSpecimen />
      </Section>
      <Section title="Toasts, banners, skeleton">
        <div className="grid grid-cols-1 gap-3.5 sm:grid-cols-2">
          <ToastBar tone="done" message="Saved to Spring in Albany" action="Undo" />
          <ToastBar tone="trouble" message="Not saved. You are offline." action="Again" />
          <Banner tone="red" title="The card was declined.">
            Nothing was charged.
          </Banner>
          <Banner tone="moss" title="Free to cancel">
            until Sat 9 May, 3:00 pm
          </Banner>
          <Banner tone="amber" title="Answer by today, 8:40 pm EDT" />
          <Banner tone="ink">You are offline. Prices are from 3:12 pm.</Banner>
          <ListingCardSkeleton />
          <ListingCardSkeleton reason />
        </div>
      </Section>
      <Section title="Money, dates, ratings, keys">
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-3">
          <Money {...usd(53248)} look="total" />
          <Money {...usd(53248)} look="price" />
          <Money {...usd(53248)} />
          <Money {...usd(-9218)} />
          <Money {...usd(18200)} round sign />
          <Money amountMinor={12000} currency="JPY" look="price" />
          <Money amountMinor={1234567} currency="KWD" look="price" />
          <DateRange from="2026-05-14" to="2026-05-17" />
          <DateRange from="2026-05-28" to="2026-06-01" />
          <Instant at="2026-05-09T19:00:00Z" zone="America/New_York" />
          <Rating value={4.94} reviewCount={237} />
          <Rating value={null} reviewCount={0} />
          <span className="flex gap-1">
            <Kbd>/</Kbd>
            <Kbd>g b</Kbd>
            <Kbd quiet>j</Kbd>
          </span>
          <Logo />
        </div>
        <div className="mt-4">
          <Breadcrumbs
            steps={[
              { label: "Albany", href: "#a" },
              { label: "Center Square", href: "#b" },
              { label: "Apartment" },
            ]}
          />
        </div>
      </Section>
      <Section title="Policy, price, hold, steps">
        <PolicyBar steps={policy} backWord="back" />
        <div className="mt-8 grid grid-cols-1 gap-8 sm:grid-cols-2">
          <PolicyRail steps={policy} />
          <QuoteLines
            lines={[
              { id: "night", label: "1 night × $113.00", amount: usd(11300) },
              { id: "weekend", label: "2 weekend nights × $129.00", amount: usd(25800) },
              { id: "cleaning", label: "Cleaning fee", amount: usd(4500) },
            ]}
            total={usd(41600)}
            totalLabel="Total, US dollar"
          />
        </div>
        <div className="mt-8">
          <StepList steps={["Your stay", "Pay", "Done"]} current={1} label="Steps" />
        </div>
        <LiveSpecimens />
      </Section>
      <Section title="Timeline, states">
        <div className="grid grid-cols-1 gap-8 sm:grid-cols-2">
          <Timeline
            steps={[
              {
                id: "a",
                icon: <ShieldCheck size={18} aria-hidden="true" />,
                title: "Booked and paid",
                note: "$532.48 by Visa ending 4242",
                state: "done",
              },
              {
                id: "b",
                icon: <ShieldCheck size={18} aria-hidden="true" />,
                title: "Free to cancel until",
                note: "Everything back: $532.48",
                state: "now",
              },
              {
                id: "c",
                icon: <KeyRound size={17} aria-hidden="true" />,
                title: "Door code arrives",
                note: "By email and in the thread",
                state: "ahead",
              },
              {
                id: "d",
                icon: <LogIn size={17} aria-hidden="true" />,
                title: "Check-in",
                note: "Keypad at the garden door",
                state: "ahead",
              },
            ]}
          />
          <Timeline
            small
            steps={[
              {
                id: "a",
                icon: <Star size={13} aria-hidden="true" />,
                title: "Completed",
                note: "System: check-out",
                state: "ahead",
              },
              {
                id: "b",
                icon: <RotateCw size={13} aria-hidden="true" />,
                title: "Refund of $92.18 approved",
                note: "Operator Wim",
                state: "money",
              },
              {
                id: "c",
                icon: <CircleAlert size={13} aria-hidden="true" />,
                title: "Problem reported",
                note: "Guest Tomasz",
                state: "trouble",
              },
            ]}
          />
          <EmptyState title="Nothing saved yet." actions={<Button look="primary">Find a stay</Button>}>
            Tap the heart on a home and it waits here, with the dates and the price you saw.
          </EmptyState>
          <EmptyState
            bird="away"
            title="No home fits all of this."
            waysOn={
              <div className="mt-3 w-full">
                <WayOn
                  href="#x"
                  icon={<MapPin size={18} aria-hidden="true" />}
                  label="Without the $700 limit"
                  end="4 homes"
                />
                <WayOn
                  href="#y"
                  icon={<MapPin size={18} aria-hidden="true" />}
                  label="As far as Troy"
                  end="11 homes"
                />
              </div>
            }
          >
            Thu 14 to Sun 17 May, 9 guests.
          </EmptyState>
          <ErrorState
            title="The calendar did not load."
            reference="E-5HQ2-0428"
            actions={
              <Button look="primary" icon={<RotateCw size={17} aria-hidden="true" />}>
                Load it again
              </Button>
            }
          >
            Our side, not yours. The price and the pictures are fine.
          </ErrorState>
        </div>
      </Section>
      <Section title="Figures">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          <div className="panel-admin px-4 pt-3.5 pb-3">
            <DefinitionTerm
              term="Bookings"
              definition="Stays confirmed in the period"
              className="font-medium text-ink-2"
            />
            <div className="flex items-baseline justify-between">
              <span className="title-lg tabular-nums">512</span>
              <span className="font-medium text-green-ink text-xs">+6.2 %</span>
            </div>
            <Sparkline
              label="Bookings by day"
              values={[398, 410, 402, 431, 455, 448, 470, 462, 481, 476, 490, 483, 497, 512]}
              wide
            />
          </div>
          <div className="panel-admin px-4 pt-3.5 pb-3">
            <DefinitionTerm
              term="Conversion"
              definition="Bookings of searches"
              className="font-medium text-ink-2"
            />
            <span className="title-lg tabular-nums">1.06 %</span>
            <Sparkline
              label="Conversion by day"
              worse
              values={[1.02, 1.05, 1.08, 1.09, 1.11, 1.12, 1.1, 1.12, 1.13, 1.11, 1.1, 1.09, 1.08, 1.06]}
              wide
            />
          </div>
          <div className="flex flex-col justify-end gap-3">
            <Bars
              label="Nights by day"
              format={String}
              bars={[3, 4, 2, 5, 6, 7, 4, 3, 5].map((value, at) => ({
                label: `${at + 1} Apr`,
                value,
                now: at === 7,
                ahead: at === 8,
              }))}
            />
            <Meter label="Cleanliness" value={4.97} max={5} figure="4.97" />
            <Meter label="Listing view" value={45} max={100} figure="21,904" note="45.4 %" tone="moss" tall />
          </div>
        </div>
        <div className="mt-6">
          <ShareBar
            shares={[
              {
                label: "Host, net",
                amount: 43359,
                tone: "moss",
                figure: "$433.59",
                note: "$68.87 taken from the next",
              },
              { label: "Roost, fees", amount: 7469, tone: "clay", figure: "$74.69" },
              { label: "Tax payable", amount: 6258, tone: "blue", figure: "$62.58" },
              { label: "Back to guest", amount: 9218, tone: "edge", figure: "$92.18" },
            ]}
          />
        </div>
        <Pagination previousHref="#1" nextHref="#2" summary="21 to 40 of 421" />
      </Section>
    </div>
  );
}
