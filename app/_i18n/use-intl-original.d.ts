/** use-intl's own formatter by its path; it has the signature of the one for compiled messages. */
declare module "*/use-intl/dist/esm/production/format-message/index.js" {
  import type formatCompiled from "use-intl/format-message/format-only";

  const formatSource: typeof formatCompiled;
  export default formatSource;
}
