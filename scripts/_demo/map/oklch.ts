/**
 * sRGB hex of an OKLCH colour, clipped to the gamut channel by channel; the matrices are Björn Ottosson's (2020).
 * MapLibre does not read oklch(), so the map's tokens go through here once, when the token file changes.
 */
export function oklchToHex(lightness: number, chroma: number, hueDegrees: number): string {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map(toByte).join("")}`;
}

function toByte(linear: number): string {
  const clipped = Math.max(0, Math.min(1, linear));
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
}

/** The `--map-…` tokens of one part of the token file, in camel case and hex. */
export function readMapTokens(css: string): Record<string, string> {
  const found: Record<string, string> = {};
  const pattern = /--map-([a-z-]+):\s*oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)/g;
  for (const [, name = "", l, c, h] of css.matchAll(pattern)) {
    const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    found[key] = oklchToHex(Number(l), Number(c), Number(h));
  }
  return found;
}

/** Light and dark tokens; the dark block begins at the variant that the token file names `theme-dark`. */
export function readMapThemes(css: string): {
  light: Record<string, string>;
  dark: Record<string, string>;
} {
  const darkAt = css.indexOf("@variant theme-dark");
  if (darkAt < 0) throw new Error("the token file has no `@variant theme-dark` block");
  return { light: readMapTokens(css.slice(0, darkAt)), dark: readMapTokens(css.slice(darkAt)) };
}

/** The generated module; a test holds the committed one to it, so the map can never fall behind its tokens. */
export function mapColoursModule(css: string): string {
  const { light, dark } = readMapThemes(css);
  const block = (colours: Record<string, string>) =>
    Object.entries(colours)
      .map(([name, hex]) => `    ${name}: "${hex}",`)
      .join("\n");
  return `/**
 * The map's colours in sRGB, because MapLibre does not read oklch().
 * Derived from app/_ui/tokens.css by \`tsx scripts/cut-map-colours.ts\`; change the tokens, never this file.
 */
export const mapColours = {
  light: {
${block(light)}
  },
  dark: {
${block(dark)}
  },
} as const;

export type MapColours = { [name in keyof (typeof mapColours)["light"]]: string };
`;
}
