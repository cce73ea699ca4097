export type Theme = "system" | "light" | "dark";

/** The theme a cookie asks for; anything else means: as the system wishes. */
export function readTheme(cookie: string | undefined): Theme {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}
