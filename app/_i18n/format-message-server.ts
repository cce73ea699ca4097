import formatCompiled from "use-intl/format-message/format-only";
import formatSource from "../../node_modules/use-intl/dist/esm/production/format-message/index.js";

/**
 * What the server formats messages with. Server components and letters hold messages as written; client components
 * that are rendered here hold those compiled for the browser. The two are told apart by their shape. Stands in for
 * use-intl's own by an alias in next.config.ts, hence the path to the original.
 */
function formatMessage(...args: Parameters<typeof formatCompiled>): ReturnType<typeof formatCompiled> {
  return Array.isArray(args[1]) ? formatCompiled(...args) : formatSource(...args);
}
formatMessage.raw = true;

export default formatMessage;
