/** Every so many cases, spread over all; all of them where no count is given. */
export function sampled<Case>(cases: readonly Case[], count: string | undefined): readonly Case[] {
    const wanted = Math.min(Number(count ?? cases.length), cases.length);
    return Array.from(
        { length: wanted },
        (_, index) => cases[Math.floor(((index + 0.5) * cases.length) / wanted)],
    ).filter((found) => found !== undefined);
}
