type Settings = Readonly<Record<string, string>>;

/** The whole map of settings after a write: `own` in, what is no longer owned out, everything else as it is. */
export function mergeSettings(current: Settings, own: Settings, removed: readonly string[]): Settings {
    const kept = Object.entries(current).filter(([name]) => !removed.includes(name));
    return { ...Object.fromEntries(kept), ...own };
}

/** Whether two maps have the same settings with the same values. */
export function sameSettings(one: Settings, other: Settings): boolean {
    return Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);
}

/** The settings of these names, as far as they are there. */
export function ownIn(settings: Settings, names: readonly string[]): Readonly<Record<string, { value: string }>> {
    const own = names.flatMap((name) => {
        const value = settings[name];
        return value === undefined ? [] : [[name, { value }] as const];
    });
    return Object.fromEntries(own);
}
