/**
 * The answer of a service that says, in its own words, that something does not exist. A value of its own: an answer that merely lacks the
 * requested member is never taken for it.
 */
export type Absent = "absent";
