/**
 * The answer of a service that says, in its own words, that something does not exist. It is a value of its own, so that an answer that merely
 * lacks a member never counts as absent.
 */
export type Absent = "absent";
