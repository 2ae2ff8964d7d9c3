// Getting an engine takes minutes: a person sees a spinner, a log a line now and then.

/** Names the current step within a task. */
export type ShowStep = (step: string) => void;

/** Takes whole lines; where they go is the caller's choice. */
export type Report = (line: string) => void;

const lineEveryMs = 15_000;

/** Runs a task of minutes and shows that it is alive, by `report` or else on the terminal. */
export async function withProgress<T>(
    title: string,
    report: Report | undefined,
    work: (show: ShowStep) => Promise<T>,
): Promise<T> {
    return report === undefined && process.stdout.isTTY && process.stderr.isTTY
        ? withSpinner(title, work)
        : withLines(title, report ?? writeLine, work);
}

/** Writes a line to stderr: stdout is for the result of a command. */
export function writeLine(line: string): void {
    process.stderr.write(`${line}\n`);
}

/** The line of an error that says most. `fetch failed` says nothing: its cause does. */
export function lastLine(error: unknown): string {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
    const message = error instanceof Error ? error.message : String(error);
    return `${message.trim().split("\n").at(-1)}${cause}`;
}

async function withLines<T>(title: string, report: Report, work: (show: ShowStep) => Promise<T>): Promise<T> {
    const started = Date.now();
    let current = "";
    report(`${title} …`);
    const timer = setInterval(() => {
        report(`${title} … ${Math.round((Date.now() - started) / 1000)} s${current === "" ? "" : `: ${current}`}`);
    }, lineEveryMs);
    try {
        return await work((step) => {
            current = step;
        });
    } catch (error) {
        report(`${title} failed: ${lastLine(error)}`);
        throw error;
    } finally {
        clearInterval(timer);
    }
}

async function withSpinner<T>(title: string, work: (show: ShowStep) => Promise<T>): Promise<T> {
    const { Listr, PRESET_TIMER } = await import("listr2");
    const results: T[] = [];
    const list = new Listr(
        [
            {
                title,
                task: async (_, task) => {
                    results.push(
                        await work((step) => {
                            task.output = step;
                        }),
                    );
                },
            },
        ],
        { rendererOptions: { timer: PRESET_TIMER, collapseErrors: true } },
    );
    await list.run();
    return results[0] as T;
}
