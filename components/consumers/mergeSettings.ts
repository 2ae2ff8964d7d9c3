/** The whole map of settings after a write: `own` in, what is no longer owned out, everything else as it is. */
export function mergeSettings(
    current: Readonly<Record<string, string>>,
    own: Readonly<Record<string, string>>,
    owned: readonly string[],
): Readonly<Record<string, string>> {
    const kept = Object.entries(current).filter(([name]) => !owned.includes(name));
    return { ...Object.fromEntries(kept), ...own };
}
