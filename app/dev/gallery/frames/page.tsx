import type { Metadata } from "next";
import { Messages } from "@/app/_i18n/messages";
import { Footer } from "@/app/_ui/shell/footer";
import { GuestHeader } from "@/app/_ui/shell/guest-header";
import { GuestTabs } from "@/app/_ui/shell/guest-tabs";
import { HostHeader } from "@/app/_ui/shell/host-header";
import { PlainHeader } from "@/app/_ui/shell/plain-header";
import type { Viewer } from "@/app/_ui/shell/viewer";
import { StepList } from "@/app/_ui/step-list";
import { AdminSpecimen } from "./admin-specimen";
import { PhonePillSpecimen, PillSpecimen } from "./pill-specimen";

export const metadata: Metadata = { title: "Frames" };

const nadia: Viewer = {
  id: "person_nadia",
  firstName: "Nadia",
  isHost: false,
  isOperator: false,
};
const halina: Viewer = {
  id: "person_halina",
  firstName: "Halina",
  isHost: true,
  isOperator: false,
};

/** The frames of guest, host and operator pages, one under the other. Development only. */
export default function Frames() {
  return (
    <Messages>
      <GuestHeader viewer={nadia} currency="USD" variant="home" onPhone />
      <GuestHeader viewer={nadia} currency="USD" variant="search" pill={<PillSpecimen />} />
      <GuestHeader viewer={nadia} currency="USD" nav />
      <GuestHeader viewer={undefined} currency="EUR" onPhone />
      <PlainHeader end={<span>Help</span>}>
        <StepList steps={["Your stay", "Pay", "Done"]} current={1} label="Steps" />
      </PlainHeader>
      <HostHeader viewer={halina} />
      <main id="main">
        <div className="p-4 md:hidden">
          <PhonePillSpecimen />
        </div>
        <AdminSpecimen />
      </main>
      <Footer place="Albany, New York" currency="USD" hostFeePercent="3" />
      <GuestTabs />
    </Messages>
  );
}
