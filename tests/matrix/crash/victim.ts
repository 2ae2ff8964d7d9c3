/** The process that is killed. With the engine its plugins end, as the engine's end of their pipes is closed. */
export type Victim = "engine" | "provider" | "program";

export const VICTIMS: readonly Victim[] = ["engine", "provider", "program"];
