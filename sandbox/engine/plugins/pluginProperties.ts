/** A resource's inputs or outputs. Secrets are plain here: the engine takes them off, and puts them on again by name. */
export type Properties = Readonly<Record<string, unknown>>;
