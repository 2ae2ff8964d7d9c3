import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandConsumer } from "../../../components/index";
import type { MakePlace } from "./keyPlace";

/** Keeps the key as its fingerprint, so that none is in a file. */
const KEEP = `
    const key = Buffer.from(require("node:fs").readFileSync(0, "utf8"), "base64");
    const digest = require("node:crypto").createHash("sha256").update(key).digest("hex");
    require("node:fs").writeFileSync(process.argv[1], digest);
`;

/** A secret outside of Azure, which a program writes. */
export const pipeline: MakePlace = async ({ account, directory }) => {
    const file = join(directory, `pipeline-${account.name}`);
    const command = ["node", "-e", KEEP, file];
    return {
        described: { others: [commandConsumer({ label: "pipeline", command, look: ["cat", file] })] },
        values: () => [textOf(file)],
    };
};

function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return ""; // the program has not run yet
    }
}
