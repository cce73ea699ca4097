/** The tokens' colours as hex, since mail programs know neither oklch nor custom properties. Checked against tokens.css. */
export const LIGHT = {
  paper: "#faf7f0",
  surface: "#fefdfa",
  sunk: "#f2eee5",
  line: "#e2dcd3",
  ink: "#1e1813",
  "ink-2": "#4d463f",
  "ink-3": "#6b635a",
  moss: "#425e2d",
  "on-moss": "#fbfcf4",
  "moss-ink": "#354f23",
  "moss-tint": "#e9efdc",
  "clay-ink": "#964527",
} as const;

export const DARK: Record<keyof typeof LIGHT, string> = {
  paper: "#161410",
  surface: "#1f1c18",
  sunk: "#100d0a",
  line: "#332f2a",
  ink: "#f0ece5",
  "ink-2": "#bfbab1",
  "ink-3": "#99938a",
  moss: "#9fc271",
  "on-moss": "#0f1909",
  "moss-ink": "#b0cf84",
  "moss-tint": "#232e1a",
  "clay-ink": "#eea07c",
};

export const FONT = "Inter, 'Segoe UI', -apple-system, BlinkMacSystemFont, Helvetica, Arial, sans-serif";

/**
 * What inline styles cannot say: the dark theme, and narrower margins on a phone. Mail programs that drop it show the
 * light letter, which stands by itself.
 */
export const STYLE_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background-color: ${DARK.paper} !important; }
  .surface { background-color: ${DARK.surface} !important; border-color: ${DARK.line} !important; }
  .sunk { background-color: ${DARK.sunk} !important; }
  .line { border-color: ${DARK.line} !important; }
  .ink { color: ${DARK.ink} !important; }
  .ink-2 { color: ${DARK["ink-2"]} !important; }
  .ink-3 { color: ${DARK["ink-3"]} !important; }
  .moss-ink { color: ${DARK["moss-ink"]} !important; }
  .clay-ink { color: ${DARK["clay-ink"]} !important; }
  .moss { background-color: ${DARK.moss} !important; color: ${DARK["on-moss"]} !important; }
}
@media (max-width: 480px) {
  .surface > tbody > tr > td { padding: 24px 20px !important; }
  .action { display: block !important; text-align: center !important; }
  .label { width: 92px !important; }
}`;
