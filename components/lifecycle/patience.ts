const SECOND = 1_000;

/** How long two lists must be apart, at least, before they prove something by agreeing: no list is known to lag longer. */
export const LONGEST_LAG_MS = 60 * SECOND;

/** The growing pauses before a list is asked again, two minutes in all. */
export const LIST_AGAIN_MS: readonly number[] = [1, 2, 4, 8, 15, 30, 60].map((seconds) => seconds * SECOND);

/** The same for a regenerate whose answer was lost: after the longest lag a list shows whether it took effect. */
export const LIST_AFTER_LOSS_MS: readonly number[] = [1, 2, 4, 8, 15, 30].map((seconds) => seconds * SECOND);

/** How long a regenerate is repeated while another operation on the same resource is running. */
export const CONFLICT_LIMIT_MS = 300 * SECOND;

/** The pauses in between: the first, doubled each time up to the longest. */
export const CONFLICT_FIRST_MS = 2 * SECOND;
export const CONFLICT_LONGEST_MS = 30 * SECOND;
