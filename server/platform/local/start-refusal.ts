/**
 * Why a local service cannot start, in one sentence that tells its reader what to do. Programs print the message alone,
 * without a stack trace, and exit with 1.
 */
export class StartRefusal extends Error {
  override readonly name = "StartRefusal";
}
