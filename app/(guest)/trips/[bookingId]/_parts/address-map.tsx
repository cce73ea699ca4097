import { requestCtx } from "@/app/_trpc/server";
import { MapView } from "@/app/_ui/map/map-view";

const STREET_ZOOM = 15.5;

/** Exactly where the home is; rendered only for whom the address was given. */
export async function AddressMap({
  latitude,
  longitude,
  label,
}: {
  latitude: number;
  longitude: number;
  label: string;
}) {
  const { config } = await requestCtx();
  const point = { lat: latitude, lng: longitude };
  return (
    <MapView
      label={label}
      center={point}
      zoom={STREET_ZOOM}
      home={point}
      styleUrl={config.mapStyleUrl}
      still
      className="h-62 w-full"
    />
  );
}
