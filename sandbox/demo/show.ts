import type { Colors } from "picocolors/types";

/** The output for a person while the demo runs. */
export class Show {
    #isLineOpen = false;

    constructor(
        private readonly write: (text: string) => void,
        private readonly colors: Colors,
    ) {}

    heading(text: string): void {
        this.write(`\n${this.colors.bold(text)}\n`);
    }

    step(text: string): void {
        this.write(`  ${text}\n`);
    }

    command(text: string): void {
        this.write(`  ${this.colors.bold(`$ ${text}`)}\n`);
    }

    /** The output of a command, as it comes, behind a bar. */
    output = (chunk: string): void => {
        const bar = this.colors.dim("  │ ");
        for (const part of chunk.split(/(?<=\n)/)) {
            this.write(this.#isLineOpen ? part : bar + part);
            this.#isLineOpen = !part.endsWith("\n");
        }
    };

    lines(lines: readonly string[]): void {
        this.write(`${lines.join("\n")}\n`);
    }
}
