import formatCompiled from "use-intl/format-message/format-only";

/**
 * What the browser formats messages with: those that `Messages` compiled on the server, so that no parser of
 * message syntax (10 KB gzip) has to travel. Stands in for use-intl's own by an alias in next.config.ts.
 */
function formatMessage(...args: Parameters<typeof formatCompiled>): ReturnType<typeof formatCompiled> {
  return formatCompiled(...args);
}
formatMessage.raw = true;

export default formatMessage;
